package io.kuayu.engine.store;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;

/** What became of an item after the model was trained. */
public sealed interface ItemChange {
  /** The item that changed. */
  ItemKey key();

  /** It came, or is different now. */
  record Upserted(Item item) implements ItemChange {
    @Override
    public ItemKey key() {
      return item.key();
    }
  }

  /** It is gone and is never recommended again, until it is upserted. */
  record Deleted(ItemKey key) implements ItemChange {}
}

package io.kuayu.engine.store;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;

/** A change of an item after the model was trained. */
public sealed interface ItemChange {
  /** The item that changed. */
  ItemKey key();

  /** The item was added or changed. */
  record Upserted(Item item) implements ItemChange {
    @Override
    public ItemKey key() {
      return item.key();
    }
  }

  /** The item was deleted and is not recommended again until it is upserted. */
  record Deleted(ItemKey key) implements ItemChange {}
}

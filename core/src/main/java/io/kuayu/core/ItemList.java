package io.kuayu.core;

import io.kuayu.core.content.Modality;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Items by ordinal. What all items are asked for at once can be had without making them all. */
abstract sealed class ItemList extends AbstractList<Item> implements RandomAccess
    permits PackedItems, UpdatedItems, ItemList.Plain {
  static ItemList of(List<Item> items) {
    return items instanceof ItemList list ? list : new Plain(List.copyOf(items));
  }

  /** The key of an item. */
  abstract ItemKey key(int ordinal);

  /** The domain in an item's key. */
  abstract String domain(int ordinal);

  /** Whether an item has a content of a modality. */
  abstract boolean hasContent(int ordinal, Modality modality);

  /** Items as they are. */
  static final class Plain extends ItemList {
    private final List<Item> items;

    private Plain(List<Item> items) {
      this.items = items;
    }

    @Override
    public int size() {
      return items.size();
    }

    @Override
    public Item get(int ordinal) {
      return items.get(ordinal);
    }

    @Override
    ItemKey key(int ordinal) {
      return items.get(ordinal).key();
    }

    @Override
    String domain(int ordinal) {
      return items.get(ordinal).key().domain();
    }

    @Override
    boolean hasContent(int ordinal, Modality modality) {
      return items.get(ordinal).hasContent(modality);
    }
  }
}

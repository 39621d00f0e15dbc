package io.kuayu.core;

import io.kuayu.core.content.Modality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of items with later forms of some and further ones behind them. Costs what has changed,
 * however long the list is.
 */
final class UpdatedItems extends ItemList {
  private final ItemList base;
  private final Map<Integer, Item> replaced;
  private final List<Item> more;

  private UpdatedItems(ItemList base, Map<Integer, Item> replaced, List<Item> more) {
    this.base = base;
    this.replaced = replaced;
    this.more = more;
  }

  /** The items with some of them replaced, by ordinal, and more behind; never two layers deep. */
  static UpdatedItems of(ItemList items, Map<Integer, Item> replaced, List<Item> more) {
    Map<Integer, Item> changed = new HashMap<>();
    List<Item> behind = new ArrayList<>();
    ItemList base = items;
    if (items instanceof UpdatedItems before) {
      base = before.base;
      changed.putAll(before.replaced);
      behind.addAll(before.more);
    }
    for (Map.Entry<Integer, Item> entry : replaced.entrySet()) {
      int ordinal = entry.getKey();
      if (ordinal < base.size()) {
        changed.put(ordinal, entry.getValue());
      } else {
        behind.set(ordinal - base.size(), entry.getValue());
      }
    }
    behind.addAll(more);
    return new UpdatedItems(base, Map.copyOf(changed), List.copyOf(behind));
  }

  @Override
  public int size() {
    return base.size() + more.size();
  }

  @Override
  public Item get(int ordinal) {
    if (ordinal >= base.size()) {
      return more.get(ordinal - base.size());
    }
    Item changed = replaced.isEmpty() ? null : replaced.get(ordinal);
    return changed == null ? base.get(ordinal) : changed;
  }

  @Override
  ItemKey key(int ordinal) {
    return ordinal < base.size() ? base.key(ordinal) : get(ordinal).key();
  }

  @Override
  String domain(int ordinal) {
    return ordinal < base.size() ? base.domain(ordinal) : get(ordinal).key().domain();
  }

  @Override
  boolean hasContent(int ordinal, Modality modality) {
    return (ordinal < base.size() && !replaced.containsKey(ordinal))
        ? base.hasContent(ordinal, modality)
        : get(ordinal).hasContent(modality);
  }
}

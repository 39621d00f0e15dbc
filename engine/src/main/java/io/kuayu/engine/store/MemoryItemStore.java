package io.kuayu.engine.store;

import io.kuayu.core.ItemKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the changes of items in this process alone: they end with it. */
public final class MemoryItemStore implements ItemStore {
  private final Map<ItemKey, ItemChange> last = new LinkedHashMap<>();

  @Override
  public synchronized void apply(List<ItemChange> changes) {
    for (ItemChange change : changes) {
      last.remove(change.key());
      last.put(change.key(), change);
    }
  }

  @Override
  public synchronized List<ItemChange> changes() {
    return List.copyOf(last.values());
  }

  @Override
  public void close() {}
}

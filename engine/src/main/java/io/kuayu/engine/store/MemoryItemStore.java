package io.kuayu.engine.store;

import io.kuayu.core.ItemKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the changes of items in memory only; they are lost with the process. */
public final class MemoryItemStore implements ItemStore {
  private final Map<ItemKey, Numbered> last = new LinkedHashMap<>();
  private long number;

  private record Numbered(long number, ItemChange change) {}

  @Override
  public synchronized void apply(List<ItemChange> changes) {
    for (ItemChange change : changes) {
      last.remove(change.key());
      last.put(change.key(), new Numbered(++number, change));
    }
  }

  @Override
  public synchronized Recent since(long before) {
    return new Recent(
        number,
        last.values().stream()
            .filter(change -> change.number() > before)
            .map(Numbered::change)
            .toList());
  }

  @Override
  public void close() {}
}

package io.kuayu.engine.catalogue;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The items of a catalogue that are no longer recommended. Requests that begin after a mark see it,
 * in all threads.
 */
public final class DeletedItems {
  private final boolean[] items;
  private final AtomicInteger count = new AtomicInteger();

  public DeletedItems(int size) {
    items = new boolean[size];
  }

  /** Marks or unmarks an item. */
  public synchronized void mark(int item, boolean deleted) {
    if (items[item] != deleted) {
      items[item] = deleted;
      // Written after the mark and read before it, so that the mark is visible.
      count.addAndGet(deleted ? 1 : -1);
    }
  }

  /** The marks {@code [items]}, current or newer; empty where there is none. */
  public boolean[] marks() {
    return count.get() == 0 ? new boolean[0] : items;
  }

  public boolean contains(int item) {
    return count.get() > 0 && items[item];
  }
}

package io.kuayu.engine.store;

import java.util.List;

/**
 * Stores the changes of items. Thread-safe, and as durable as its {@link EventStore}. Texts contain
 * no NUL character.
 */
public interface ItemStore extends AutoCloseable {
  /** Stores changes in order, all of them or, on failure, none. */
  void apply(List<ItemChange> changes);

  /** The last change of each item, in the order in which they were stored. */
  default List<ItemChange> changes() {
    return since(0).changes();
  }

  /**
   * Those of {@link #changes} that were stored later.
   *
   * @param number the number of the last call, 0 for all changes
   */
  Recent since(long number);

  /** Whether other processes store changes too. */
  default boolean isShared() {
    return false;
  }

  /**
   * Changes, and the number by which to ask for later ones.
   *
   * @param number increases with each change that is stored
   * @param changes in the order in which they were stored
   */
  record Recent(long number, List<ItemChange> changes) {
    public Recent {
      changes = List.copyOf(changes);
    }
  }

  @Override
  void close();
}

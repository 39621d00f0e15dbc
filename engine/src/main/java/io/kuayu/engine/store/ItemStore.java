package io.kuayu.engine.store;

import java.util.List;

/**
 * Where the changes of items are kept. Thread-safe, and as durable as its {@link EventStore}. Texts
 * hold no NUL character.
 */
public interface ItemStore extends AutoCloseable {
  /** Stores changes in their order, all of them or, on failure, none. */
  void apply(List<ItemChange> changes);

  /** The last change of each item that ever changed, in the order in which those were stored. */
  List<ItemChange> changes();

  @Override
  void close();
}

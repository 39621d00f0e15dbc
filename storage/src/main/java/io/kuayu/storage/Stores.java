package io.kuayu.storage;

import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.ItemStore;

/**
 * The stores of a server. They share one database and are closed with it.
 *
 * @param events the events of all people
 * @param items changes of items
 * @param erasures who was erased
 * @param privacy the decisions of people
 */
public record Stores(
    EventStore events, ItemStore items, ErasureStore erasures, PrivacyStore privacy)
    implements AutoCloseable {
  @Override
  public void close() {
    events.close();
  }
}

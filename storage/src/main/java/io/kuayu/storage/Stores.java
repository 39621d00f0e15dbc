package io.kuayu.storage;

import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.ItemStore;

/**
 * The stores of a server. They share one database and are closed with it.
 *
 * @param events everybody's events
 * @param items changes of items
 * @param erasures who was erased
 * @param privacy what people have decided on
 */
public record Stores(
    EventStore events, ItemStore items, ErasureStore erasures, PrivacyStore privacy)
    implements AutoCloseable {
  @Override
  public void close() {
    events.close();
  }
}

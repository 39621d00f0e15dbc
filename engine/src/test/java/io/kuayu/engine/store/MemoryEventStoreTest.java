package io.kuayu.engine.store;

class MemoryEventStoreTest extends EventStoreContract {
  @Override
  protected EventStore open() {
    return new MemoryEventStore();
  }
}

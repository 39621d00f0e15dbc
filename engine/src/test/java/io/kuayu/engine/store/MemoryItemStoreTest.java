package io.kuayu.engine.store;

class MemoryItemStoreTest extends ItemStoreContract {
  @Override
  protected ItemStore open() {
    return new MemoryItemStore();
  }
}

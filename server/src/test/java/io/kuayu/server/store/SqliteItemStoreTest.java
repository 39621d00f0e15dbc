package io.kuayu.server.store;

import io.kuayu.engine.store.ItemStore;
import io.kuayu.engine.store.ItemStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteItemStoreTest extends ItemStoreContract {
  @TempDir Path folder = Path.of(".");

  @Override
  protected ItemStore open() {
    return Stores.sqlite(folder.resolve("kuayu.db")).items();
  }
}

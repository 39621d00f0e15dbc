package io.kuayu.storage.sql;

import io.kuayu.engine.store.ItemStore;
import io.kuayu.engine.store.ItemStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteItemStoreTest extends ItemStoreContract {
  @TempDir Path folder = Path.of(".");

  @Override
  protected ItemStore open() {
    return SqlStores.sqlite(folder.resolve("kuayu.db")).items();
  }
}

package io.kuayu.storage.sql;

import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.EventStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest extends EventStoreContract {
  @TempDir Path folder = Path.of(".");

  @Override
  protected EventStore open() {
    return SqlStores.sqlite(folder.resolve("kuayu.db")).events();
  }
}

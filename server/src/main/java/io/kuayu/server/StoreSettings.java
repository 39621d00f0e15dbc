package io.kuayu.server;

import io.kuayu.server.store.Stores;
import java.nio.file.Path;

/** Where events and items are kept. */
public sealed interface StoreSettings {
  Stores open();

  /** In a file, for one server. */
  record Sqlite(Path file) implements StoreSettings {
    @Override
    public Stores open() {
      return Stores.sqlite(file);
    }
  }

  /** In a PostgreSQL database, for many servers. */
  record Postgres(String url, String user, String password) implements StoreSettings {
    @Override
    public Stores open() {
      return Stores.postgres(url, user, password);
    }

    /** Without the password: settings are printed. */
    @Override
    public String toString() {
      return "Postgres[url=" + url + ", user=" + user + "]";
    }
  }
}

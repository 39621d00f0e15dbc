package io.kuayu.storage.sql;

import io.kuayu.core.settings.Settings;
import io.kuayu.storage.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where events and items are kept. */
public sealed interface StoreSettings {
  Stores open();

  /**
   * What a server holds while it uses the store.
   *
   * @throws io.kuayu.core.KuayuException where another server has it and cannot share it
   */
  StoreLock lock();

  /** Whether a store may exist there; this creates nothing. */
  boolean exists();

  /** The settings in force, by their configuration names; without secrets. */
  Map<String, Object> describe();

  /**
   * Reads the block {@code server.store}.
   *
   * @param folder the folder against which relative paths are resolved
   * @param defaultFile the file where none is configured
   */
  static StoreSettings read(Settings block, Path folder, Path defaultFile) {
    Optional<String> file = block.text("sqlite");
    Settings postgres = block.at("postgresql");
    String url = postgres.text("url", "");
    String user = postgres.text("user", "");
    String password = postgres.text("password", "");
    if (postgres.keys().isEmpty()) {
      return new Sqlite(file.map(name -> folder.resolve(name).normalize()).orElse(defaultFile));
    }
    if (file.isPresent()) {
      block.problem("sqlite", "is set beside postgresql", "keep one of them");
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      postgres.problem(
          "url", "is no address of PostgreSQL", "write jdbc:postgresql://HOST/DATABASE");
    }
    if (url.contains("password=")) {
      postgres.problem(
          "url",
          "holds a password",
          "set KUAYU_SERVER_STORE_POSTGRESQL_PASSWORD in the environment");
    }
    if (user.isEmpty()) {
      postgres.problem("user", "is not set", "name who the server is to the database");
    }
    return new Postgres(url, user, password);
  }

  /** A store in a file, for one server. */
  record Sqlite(Path file) implements StoreSettings {
    @Override
    public Stores open() {
      return SqlStores.sqlite(file);
    }

    @Override
    public StoreLock lock() {
      return StoreLock.take(file);
    }

    @Override
    public boolean exists() {
      return Files.exists(file);
    }

    @Override
    public Map<String, Object> describe() {
      return Map.of("sqlite", file.toString());
    }
  }

  /** A store in a PostgreSQL database, for many servers. */
  record Postgres(String url, String user, String password) implements StoreSettings {
    @Override
    public Stores open() {
      return SqlStores.postgres(url, user, password);
    }

    @Override
    public StoreLock lock() {
      return StoreLock.NONE;
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public Map<String, Object> describe() {
      return Map.of("postgresql", Map.of("url", url, "user", user));
    }

    /** Without the password, because settings are printed. */
    @Override
    public String toString() {
      return "Postgres[url=" + url + ", user=" + user + "]";
    }
  }
}

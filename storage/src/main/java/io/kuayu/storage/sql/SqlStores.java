package io.kuayu.storage.sql;

import io.kuayu.storage.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens stores in SQLite and PostgreSQL, and creates missing tables. */
public final class SqlStores {
  /** The kinds of rows about people, each in separate tables. */
  public static final List<String> KINDS = List.of(SqlEventStore.KIND, SqlPrivacyStore.KIND);

  private static final int LAYOUT = 1;
  private static final List<String> UNKNOWN_TABLES = List.of("event", "consent");

  private static final String NUMBER = "$NUMBER";

  /** Tables about items, and about people by keyed hashes only. */
  private static final List<String> OTHERS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS item(
            sequence $NUMBER, domain TEXT NOT NULL, id TEXT NOT NULL, deleted INTEGER NOT NULL,
            title TEXT NOT NULL, description TEXT NOT NULL, attributes TEXT NOT NULL,
            UNIQUE (domain, id))
          """,
          // By the number of an item's last change, so that what is left of earlier ones is
          // nobody's.
          "CREATE TABLE IF NOT EXISTS item_media(item BIGINT NOT NULL PRIMARY KEY, media TEXT NOT NULL)",
          "CREATE TABLE IF NOT EXISTS erased(person TEXT NOT NULL PRIMARY KEY)",
          "CREATE TABLE IF NOT EXISTS erased_event(event TEXT NOT NULL PRIMARY KEY)",
          """
          CREATE TABLE IF NOT EXISTS waiting(
            sequence $NUMBER, person TEXT NOT NULL, kind TEXT NOT NULL, moment BIGINT NOT NULL)
          """);

  private SqlStores() {}

  /**
   * One SQLite file, for one server on this machine. An event with short names takes about 125
   * bytes on disk and none in memory.
   */
  public static Stores sqlite(Path file) {
    return of(new SqliteDatabase(file), "INTEGER PRIMARY KEY AUTOINCREMENT", false);
  }

  /**
   * A PostgreSQL database, for any number of servers. Missing tables are created.
   *
   * @param url the JDBC URL, such as {@code jdbc:postgresql://host/kuayu}
   */
  public static Stores postgres(String url, String user, String password) {
    return of(
        new PostgresDatabase(url, user, password),
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        true);
  }

  private static Stores of(StoreDatabase database, String number, boolean shared) {
    List<String> tables = new ArrayList<>();
    for (String table : database.tables(SqlEventStore.KIND)) {
      tables.add(SqlEventStore.layout(database, table));
    }
    for (String table : database.tables(SqlPrivacyStore.KIND)) {
      tables.add(SqlPrivacyStore.layout(database, table));
    }
    OTHERS.forEach(table -> tables.add(table.replace(NUMBER, number)));
    new Layout("the store", LAYOUT, tables, UNKNOWN_TABLES).prepare(database);
    return new Stores(
        new SqlEventStore(database),
        new SqlItemStore(database, shared),
        new SqlErasureStore(database),
        new SqlPrivacyStore(database));
  }
}

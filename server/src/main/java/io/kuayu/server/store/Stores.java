package io.kuayu.server.store;

import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.ItemStore;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;

/**
 * Where a server keeps what it was told. Both stores are of one database and closed with it.
 *
 * @param events everybody's events
 * @param items changes of items
 * @param erasures who was erased
 * @param privacy what people have decided on
 */
public record Stores(EventStore events, ItemStore items, Erasures erasures, PrivacyStore privacy)
    implements AutoCloseable {
  private static final String SEQUENCE = "$SEQUENCE";
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS event(
            sequence $SEQUENCE, name TEXT NOT NULL UNIQUE, person TEXT NOT NULL,
            domain TEXT NOT NULL, item TEXT NOT NULL, moment BIGINT NOT NULL,
            type TEXT NOT NULL, strength DOUBLE PRECISION NOT NULL)
          """,
          "CREATE INDEX IF NOT EXISTS event_of_person ON event(person, moment, sequence)",
          """
          CREATE TABLE IF NOT EXISTS item(
            sequence $SEQUENCE, domain TEXT NOT NULL, id TEXT NOT NULL, deleted INTEGER NOT NULL,
            title TEXT NOT NULL, description TEXT NOT NULL, attributes TEXT NOT NULL,
            UNIQUE (domain, id))
          """,
          "CREATE TABLE IF NOT EXISTS erased(person TEXT NOT NULL PRIMARY KEY)");

  /**
   * One SQLite file, for one server on this machine. About 250 bytes on the disk an event; none in
   * memory.
   */
  public static Stores sqlite(Path file) {
    return of(new SqliteDatabase(file), "INTEGER PRIMARY KEY AUTOINCREMENT");
  }

  /**
   * A PostgreSQL database, for any number of servers. The tables are made where they are missing.
   *
   * @param url of JDBC, such as {@code jdbc:postgresql://host/kuayu}
   */
  public static Stores postgres(String url, String user, String password) {
    return of(
        new PostgresDatabase(url, user, password),
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  }

  private static Stores of(Database database, String sequence) {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
              statement.execute(table.replace(SEQUENCE, sequence));
            }
            for (String table : DatabasePrivacyStore.TABLES) {
              statement.execute(table.replace(SEQUENCE, sequence));
            }
          }
          return true;
        });
    return new Stores(
        new DatabaseEventStore(database),
        new DatabaseItemStore(database),
        new DatabaseErasures(database),
        new DatabasePrivacyStore(database));
  }

  @Override
  public void close() {
    events.close();
  }
}

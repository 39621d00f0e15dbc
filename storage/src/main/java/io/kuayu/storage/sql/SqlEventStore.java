package io.kuayu.storage.sql;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events in tables, clustered by person. */
public final class SqlEventStore implements EventStore {
  public static final String KIND = "events";

  private final StoreDatabase database;

  public SqlEventStore(StoreDatabase database) {
    this.database = database;
  }

  /** The statement that creates one of its tables. */
  public static String layout(StoreDatabase database, String table) {
    return """
    CREATE TABLE IF NOT EXISTS %s(
      person TEXT NOT NULL, moment BIGINT NOT NULL, %s, name TEXT NOT NULL,
      domain TEXT NOT NULL, item TEXT NOT NULL, type TEXT NOT NULL,
      strength DOUBLE PRECISION NOT NULL,
      PRIMARY KEY (person, moment, sequence), UNIQUE (person, name)) %s
    """
        .formatted(table, database.sequence(), database.clustered());
  }

  @Override
  public List<Boolean> append(List<StoredEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    return database.write(
        connection -> {
          Boolean[] stored = new Boolean[events.size()];
          for (Map.Entry<String, List<Integer>> some : byTable(events).entrySet()) {
            append(connection, some.getKey(), events, some.getValue(), stored);
          }
          return List.of(stored);
        });
  }

  /** The indices of events, by the table that they belong to. */
  private Map<String, List<Integer>> byTable(List<StoredEvent> events) {
    // A fixed order, so that concurrent writers do not deadlock.
    Map<String, List<Integer>> byTable = new TreeMap<>();
    for (int at = 0; at < events.size(); at++) {
      String table = database.table(KIND, events.get(at).user());
      byTable.computeIfAbsent(table, _ -> new ArrayList<>()).add(at);
    }
    // Ordered by name, so that storage order does not reveal events that were sent together.
    byTable
        .values()
        .forEach(places -> places.sort(Comparator.comparing(at -> events.get(at).user())));
    return byTable;
  }

  private void append(
      Connection connection,
      String table,
      List<StoredEvent> events,
      List<Integer> places,
      Boolean[] stored)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(database.insertion(table))) {
      for (int at : places) {
        bind(insert, events.get(at));
        insert.addBatch();
      }
      int[] counts = insert.executeBatch();
      for (int number = 0; number < counts.length; number++) {
        stored[places.get(number)] = counts[number] > 0;
      }
    }
  }

  private static void bind(PreparedStatement insert, StoredEvent stored) throws SQLException {
    Event event = stored.event();
    insert.setString(1, stored.user());
    insert.setLong(2, event.timestamp());
    insert.setString(3, stored.key());
    insert.setString(4, event.item().domain());
    insert.setString(5, event.item().id());
    insert.setString(6, event.type());
    insert.setDouble(7, event.value());
  }

  @Override
  public History history(String user, int limit) {
    return new History(events(user, limit).stream().map(StoredEvent::event).toList());
  }

  @Override
  public List<StoredEvent> export(String user) {
    return events(user, Integer.MAX_VALUE);
  }

  private List<StoredEvent> events(String user, int limit) {
    return database.read(
        connection -> {
          List<StoredEvent> latestFirst = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT name, domain, item, moment, type, strength FROM %s WHERE person = ? ORDER BY moment DESC, sequence DESC LIMIT ?"
                      .formatted(database.table(KIND, user)))) {
            select.setString(1, user);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                latestFirst.add(new StoredEvent(rows.getString(1), user, event(rows, 2)));
              }
            }
          }
          Collections.reverse(latestFirst);
          return List.copyOf(latestFirst);
        });
  }

  @Override
  public Optional<Event> find(String user, String key) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT domain, item, moment, type, strength FROM %s WHERE person = ? AND name = ?"
                      .formatted(database.table(KIND, user)))) {
            select.setString(1, user);
            select.setString(2, key);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(event(rows, 1)) : Optional.empty();
            }
          }
        });
  }

  /** The event of a row, whose columns begin at that number. */
  private static Event event(ResultSet row, int first) throws SQLException {
    ItemKey item = new ItemKey(row.getString(first), row.getString(first + 1));
    return new Event(
        item, row.getLong(first + 2), row.getString(first + 3), row.getDouble(first + 4));
  }

  @Override
  public long erase(String user) {
    long erased = database.write(connection -> database.erase(connection, KIND, user));
    // Always run: an earlier attempt may have erased the rows and failed at this step.
    database.checkpoint();
    return erased;
  }

  @Override
  public long events() {
    return count("SELECT COUNT(*) FROM %s");
  }

  @Override
  public long users() {
    return count("SELECT COUNT(DISTINCT person) FROM %s");
  }

  private long count(String query) {
    return database.read(
        connection -> {
          long count = 0;
          for (String table : database.tables(KIND)) {
            try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.formatted(table))) {
              count += rows.next() ? rows.getLong(1) : 0;
            }
          }
          return count;
        });
  }

  @Override
  public void close() {
    database.close();
  }
}

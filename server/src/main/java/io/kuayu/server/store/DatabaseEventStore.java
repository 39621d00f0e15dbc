package io.kuayu.server.store;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Events in a table. What it holds of a person is found by one index. */
final class DatabaseEventStore implements EventStore {
  private final Database database;

  DatabaseEventStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Boolean> append(List<StoredEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    return database.write(
        connection -> {
          List<Boolean> stored = new ArrayList<>(events.size());
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO event(name, person, domain, item, moment, type, strength)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING")) {
            for (StoredEvent event : events) {
              set(insert, event);
              insert.addBatch();
            }
            for (int count : insert.executeBatch()) {
              stored.add(count > 0);
            }
          }
          return List.copyOf(stored);
        });
  }

  private static void set(PreparedStatement insert, StoredEvent stored) throws SQLException {
    Event event = stored.event();
    insert.setString(1, stored.key());
    insert.setString(2, stored.user());
    insert.setString(3, event.item().domain());
    insert.setString(4, event.item().id());
    insert.setLong(5, event.timestamp());
    insert.setString(6, event.type());
    insert.setDouble(7, event.value());
  }

  @Override
  public History history(String user, int most) {
    return new History(events(user, most).stream().map(StoredEvent::event).toList());
  }

  @Override
  public List<StoredEvent> export(String user) {
    return events(user, Integer.MAX_VALUE);
  }

  private List<StoredEvent> events(String user, int most) {
    return database.read(
        connection -> {
          List<StoredEvent> latestFirst = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT name, domain, item, moment, type, strength FROM event WHERE person = ?"
                      + " ORDER BY moment DESC, sequence DESC LIMIT ?")) {
            select.setString(1, user);
            select.setInt(2, most);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                ItemKey item = new ItemKey(rows.getString(2), rows.getString(3));
                Event event =
                    new Event(item, rows.getLong(4), rows.getString(5), rows.getDouble(6));
                latestFirst.add(new StoredEvent(rows.getString(1), user, event));
              }
            }
          }
          Collections.reverse(latestFirst);
          return List.copyOf(latestFirst);
        });
  }

  @Override
  public long erase(String user) {
    long erased =
        database.write(
            connection -> {
              try (PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM event WHERE person = ?")) {
                delete.setString(1, user);
                return (long) delete.executeUpdate();
              }
            });
    // Always: an attempt before may have erased the rows and failed at this.
    database.tidy();
    return erased;
  }

  @Override
  public long events() {
    return count("SELECT COUNT(*) FROM event");
  }

  @Override
  public long users() {
    return count("SELECT COUNT(DISTINCT person) FROM event");
  }

  private long count(String query) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0L;
          }
        });
  }

  @Override
  public void close() {
    database.close();
  }
}

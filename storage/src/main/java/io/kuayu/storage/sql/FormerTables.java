package io.kuayu.storage.sql;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves what a store of the first layout holds, one table of events and one of consents, into the
 * tables of today. Stopped half way, it goes on at the next start.
 */
public record FormerTables(StoreDatabase database) {
  private static final String EVENTS = "event";
  private static final String CONSENTS = "consent";
  private static final int AT_ONCE = 10_000;

  public void move() {
    boolean moved = false;
    if (exists(EVENTS)) {
      moveEvents();
      moved = true;
    }
    if (exists(CONSENTS)) {
      moveConsents();
      moved = true;
    }
    if (moved) {
      database.rewrite();
    }
  }

  private boolean exists(String table) {
    return database.read(
        connection -> {
          try (ResultSet found =
              connection.getMetaData().getTables(null, connection.getSchema(), table, null)) {
            return found.next();
          }
        });
  }

  private void moveEvents() {
    EventStore events = new SqlEventStore(database);
    long last = Long.MIN_VALUE;
    while (true) {
      List<StoredEvent> some = new ArrayList<>();
      long from = last;
      last = database.read(connection -> read(connection, from, some));
      if (some.isEmpty()) {
        break;
      }
      events.append(some);
    }
    drop(EVENTS);
  }

  /** The number of the last event that was read. */
  private static long read(Connection connection, long from, List<StoredEvent> some)
      throws SQLException {
    long last = from;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, name, person, domain, item, moment, type, strength FROM %s WHERE sequence > ? ORDER BY sequence LIMIT %d"
                .formatted(EVENTS, AT_ONCE))) {
      select.setLong(1, from);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          ItemKey item = new ItemKey(rows.getString(4), rows.getString(5));
          Event event = new Event(item, rows.getLong(6), rows.getString(7), rows.getDouble(8));
          some.add(new StoredEvent(rows.getString(2), rows.getString(3), event));
        }
      }
    }
    return last;
  }

  private void moveConsents() {
    SqlPrivacyStore privacy = new SqlPrivacyStore(database);
    database
        .read(FormerTables::consents)
        .forEach(consent -> privacy.decide(consent.person(), List.of(consent.decision())));
    drop(CONSENTS);
  }

  private record Consent(String person, Decision decision) {}

  private static List<Consent> consents(Connection connection) throws SQLException {
    List<Consent> consents = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT person, source, target, purpose, granted FROM " + CONSENTS)) {
      while (rows.next()) {
        Purpose purpose =
            Purpose.parse(rows.getString(4)).orElseThrow(() -> new SQLException("no such purpose"));
        consents.add(
            new Consent(
                rows.getString(1),
                new Decision(rows.getString(2), rows.getString(3), purpose, rows.getInt(5) != 0)));
      }
    }
    return consents;
  }

  private void drop(String table) {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("DROP TABLE " + table);
          }
        });
  }
}

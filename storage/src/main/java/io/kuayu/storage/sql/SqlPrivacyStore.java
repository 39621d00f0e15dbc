package io.kuayu.storage.sql;

import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.PendingRemoval;
import io.kuayu.storage.PrivacyStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Decisions and pending removals, in tables. */
public record SqlPrivacyStore(StoreDatabase database) implements PrivacyStore {
  public static final String KIND = "consents";

  /** The statement that creates one of its tables. */
  public static String layout(StoreDatabase database, String table) {
    return """
    CREATE TABLE IF NOT EXISTS %s(
      person TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, purpose TEXT NOT NULL,
      granted INTEGER NOT NULL, moment BIGINT NOT NULL,
      PRIMARY KEY (person, source, target, purpose)) %s
    """
        .formatted(table, database.clustered());
  }

  @Override
  public void decide(Map<String, List<Decision>> decisions) {
    database.write(
        connection -> {
          // A fixed order, so that concurrent writers do not deadlock.
          for (Map.Entry<String, List<Decision>> of : new TreeMap<>(decisions).entrySet()) {
            decide(connection, of.getKey(), of.getValue());
          }
          return true;
        });
  }

  private void decide(Connection connection, String person, List<Decision> decisions)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s(person, source, target, purpose, granted, moment)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (person, source, target, purpose)
            DO UPDATE SET granted = excluded.granted, moment = excluded.moment
            """
                .formatted(database.table(KIND, person)))) {
      for (Decision decision : decisions) {
        insert.setString(1, person);
        insert.setString(2, decision.source());
        insert.setString(3, decision.target());
        insert.setString(4, decision.purpose().written());
        insert.setInt(5, decision.granted() ? 1 : 0);
        insert.setLong(6, System.currentTimeMillis());
        insert.executeUpdate();
      }
    }
  }

  @Override
  public List<Decision> of(String person) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT source, target, purpose, granted FROM %s WHERE person = ? ORDER BY source, target, purpose"
                      .formatted(database.table(KIND, person)))) {
            select.setString(1, person);
            List<Decision> decisions = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                decisions.add(decision(rows, 1));
              }
            }
            return List.copyOf(decisions);
          }
        });
  }

  @Override
  public Map<String, List<Decision>> all() {
    return database.read(
        connection -> {
          Map<String, List<Decision>> all = new LinkedHashMap<>();
          for (String table : database.tables(KIND)) {
            try (PreparedStatement select =
                    connection.prepareStatement(
                        "SELECT person, source, target, purpose, granted FROM %s ORDER BY person, source, target, purpose"
                            .formatted(table));
                ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                all.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                    .add(decision(rows, 2));
              }
            }
          }
          return all;
        });
  }

  private static Decision decision(ResultSet rows, int from) throws SQLException {
    Purpose purpose =
        Purpose.parse(rows.getString(from + 2))
            .orElseThrow(() -> new SQLException("the table of consents holds no such purpose"));
    return new Decision(
        rows.getString(from), rows.getString(from + 1), purpose, rows.getInt(from + 3) != 0);
  }

  @Override
  public long forget(String person) {
    long forgotten = database.write(connection -> database.erase(connection, KIND, person));
    if (forgotten > 0) {
      database.checkpoint();
    }
    return forgotten;
  }

  @Override
  public long expire(RetentionPolicy policy, long now) {
    if (!policy.limits()) {
      return 0;
    }
    long expired =
        database.write(
            connection -> {
              long count = 0;
              for (String table : database.tables(SqlEventStore.KIND)) {
                count += expire(connection, table, policy, now);
              }
              return count;
            });
    if (expired > 0) {
      database.rewrite();
    }
    return expired;
  }

  private static long expire(Connection connection, String table, RetentionPolicy policy, long now)
      throws SQLException {
    long count = 0;
    for (String type : values(connection, table, "type")) {
      OptionalLong cutoff = policy.cutoff(type, now);
      if (cutoff.isPresent()) {
        try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM %s WHERE type = ? AND moment < ?".formatted(table))) {
          delete.setString(1, type);
          delete.setLong(2, cutoff.getAsLong());
          count += delete.executeUpdate();
        }
      }
    }
    return count;
  }

  private static List<String> values(Connection connection, String table, String column)
      throws SQLException {
    List<String> values = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT DISTINCT %s FROM %s".formatted(column, table));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void await(List<PendingRemoval> waiting) {
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO waiting(person, kind, moment) VALUES (?, ?, ?)")) {
            for (PendingRemoval one : waiting) {
              insert.setString(1, one.person());
              insert.setString(2, one.kind());
              insert.setLong(3, one.moment());
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  @Override
  public List<PendingRemoval> waiting() {
    return database.read(
        connection -> {
          List<PendingRemoval> waiting = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT person, kind, moment FROM waiting ORDER BY sequence");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              waiting.add(
                  new PendingRemoval(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
          }
          return List.copyOf(waiting);
        });
  }

  @Override
  public List<String> people() {
    return people(SqlEventStore.KIND);
  }

  @Override
  public boolean hasOtherNames(Pseudonyms names) {
    return names.areOn()
        && database.read(
            connection -> {
              for (String table : database.tables(SqlEventStore.KIND)) {
                // Names of one scheme share a prefix, so others sort before or after all of them.
                if (isOther(connection, table, "ASC", names)
                    || isOther(connection, table, "DESC", names)) {
                  return true;
                }
              }
              return false;
            });
  }

  private static boolean isOther(
      Connection connection, String table, String order, Pseudonyms names) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT domain, person FROM %s ORDER BY person %s LIMIT 1"
                    .formatted(table, order));
        ResultSet row = select.executeQuery()) {
      return row.next() && !names.isCurrent(row.getString(1), row.getString(2));
    }
  }

  @Override
  public long rename(Pseudonyms names) {
    long renamed = 0;
    for (String person : people(KIND)) {
      String later = names.person(person);
      if (!later.equals(person)) {
        decide(later, of(person));
        // Rows of the old name are deleted once they exist under the new one, so a retry completes.
        database.write(connection -> database.delete(connection, KIND, person));
        renamed++;
      }
    }
    EventStore events = new SqlEventStore(database);
    for (String person : people()) {
      renamed += rename(events, person, names) ? 1 : 0;
    }
    if (renamed > 0) {
      database.rewrite();
    }
    return renamed;
  }

  private List<String> people(String kind) {
    return database.read(
        connection -> {
          List<String> people = new ArrayList<>();
          for (String table : database.tables(kind)) {
            people.addAll(values(connection, table, "person"));
          }
          return people;
        });
  }

  /** Renames events to the person's name in their domain; returns whether the name differed. */
  private boolean rename(EventStore events, String person, Pseudonyms names) {
    List<StoredEvent> all = events.export(person);
    if (all.stream().anyMatch(event -> names.isCurrent(event.event().item().domain(), person))) {
      return false;
    }
    events.append(all.stream().map(event -> renamed(event, names)).toList());
    database.write(connection -> database.delete(connection, SqlEventStore.KIND, person));
    return true;
  }

  private static StoredEvent renamed(StoredEvent event, Pseudonyms names) {
    String domain = event.event().item().domain();
    return new StoredEvent(
        names.event(domain, event.key()), names.in(domain, event.user()), event.event());
  }
}

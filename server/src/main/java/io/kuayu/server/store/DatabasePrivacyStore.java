package io.kuayu.server.store;

import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Decisions and what waits, in tables. */
record DatabasePrivacyStore(Database database) implements PrivacyStore {
  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS consent(
            person TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
            purpose TEXT NOT NULL, granted INTEGER NOT NULL, moment BIGINT NOT NULL,
            PRIMARY KEY (person, source, target, purpose))
          """,
          """
          CREATE TABLE IF NOT EXISTS waiting(
            sequence $SEQUENCE, person TEXT NOT NULL, kind TEXT NOT NULL, moment BIGINT NOT NULL)
          """);

  @Override
  public void decide(String person, List<Decision> decisions) {
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO consent(person, source, target, purpose, granted, moment)"
                      + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (person, source, target, purpose)"
                      + " DO UPDATE SET granted = excluded.granted, moment = excluded.moment")) {
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
          return true;
        });
  }

  @Override
  public List<Decision> of(String person) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT source, target, purpose, granted FROM consent WHERE person = ?"
                      + " ORDER BY source, target, purpose")) {
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
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT person, source, target, purpose, granted FROM consent"
                          + " ORDER BY person, source, target, purpose");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              all.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(decision(rows, 2));
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
    long forgotten =
        database.write(
            connection -> {
              try (PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM consent WHERE person = ?")) {
                delete.setString(1, person);
                return (long) delete.executeUpdate();
              }
            });
    if (forgotten > 0) {
      database.tidy();
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
              for (String type : values(connection, "event", "type")) {
                OptionalLong cutoff = policy.cutoff(type, now);
                if (cutoff.isPresent()) {
                  try (PreparedStatement delete =
                      connection.prepareStatement(
                          "DELETE FROM event WHERE type = ? AND moment < ?")) {
                    delete.setString(1, type);
                    delete.setLong(2, cutoff.getAsLong());
                    count += delete.executeUpdate();
                  }
                }
              }
              return count;
            });
    if (expired > 0) {
      database.tidy();
    }
    return expired;
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
  public void await(Waiting waiting) {
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO waiting(person, kind, moment) VALUES (?, ?, ?)")) {
            insert.setString(1, waiting.person());
            insert.setString(2, waiting.kind());
            insert.setLong(3, waiting.moment());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public List<Waiting> waiting() {
    return database.read(
        connection -> {
          List<Waiting> waiting = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT person, kind, moment FROM waiting ORDER BY sequence");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              waiting.add(new Waiting(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
          }
          return List.copyOf(waiting);
        });
  }

  @Override
  public long rename(Pseudonyms names) {
    long renamed =
        database.write(
            connection -> {
              long people = rename(connection, "event", "person", names::person);
              rename(connection, "event", "name", names::event);
              return people + rename(connection, "consent", "person", names::person);
            });
    if (renamed > 0) {
      database.tidy();
    }
    return renamed;
  }

  private static long rename(
      Connection connection, String table, String column, UnaryOperator<String> naming)
      throws SQLException {
    List<String> old = values(connection, table, column);
    long renamed = 0;
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE %1$s SET %2$s = ? WHERE %2$s = ?".formatted(table, column))) {
      for (String name : old) {
        String later = naming.apply(name);
        if (!later.equals(name)) {
          update.setString(1, later);
          update.setString(2, name);
          update.executeUpdate();
          renamed++;
        }
      }
    }
    return renamed;
  }
}

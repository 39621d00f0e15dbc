package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.privacy.key.OwnerOnlyFiles;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The linking table in a separate SQLite file that only its owner may read, apart from the data
 * that it links. Deleted rows leave no traces in the file, as in the store of events.
 */
public final class LinkTable implements LinkStore {
  private static final String KIND = "links";
  private static final int LAYOUT = 1;
  private static final int REWRITE_THRESHOLD = 16;

  private final StoreDatabase database;

  private LinkTable(StoreDatabase database) {
    this.database = database;
  }

  /** Opens the table in that file, which is created where it is missing. */
  public static LinkTable in(Path file) {
    guard(file);
    StoreDatabase database = new SqliteDatabase(file);
    List<String> tables = new ArrayList<>();
    for (String name : database.tables(KIND)) {
      tables.add(
          """
          CREATE TABLE IF NOT EXISTS %s(
            person TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (person, domain)) %s
          """
              .formatted(name, database.clustered()));
    }
    tables.add("CREATE TABLE IF NOT EXISTS filled(done INTEGER NOT NULL)");
    new Layout("the linking table " + file, LAYOUT, tables, List.of()).prepare(database);
    return new LinkTable(database);
  }

  /** SQLite gives its auxiliary files the same permissions. */
  private static void guard(Path file) {
    try {
      if (Files.exists(file)) {
        OwnerOnlyFiles.check(file, "linking table");
      } else {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        OwnerOnlyFiles.create(file, new byte[0]);
      }
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.SECRET_FILE_UNREADABLE,
          "the linking table " + file + " cannot be used (" + e + ")",
          "see that its folder may be written, or name another place with 'privacy.links'",
          e);
    }
  }

  @Override
  public Set<String> of(String person) {
    return database.read(connection -> rows(connection, person).keySet());
  }

  private Map<String, String> rows(Connection connection, String person) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT domain, name FROM %s WHERE person = ?"
                .formatted(database.table(KIND, person)))) {
      select.setString(1, person);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.put(found.getString(1), found.getString(2));
        }
      }
    }
    return rows;
  }

  @Override
  public void keep(Map<String, Map<String, String>> rows) {
    // Each erasure rewrites a part of the file; for many people, rewriting all of it is cheaper.
    boolean many = rows.size() > REWRITE_THRESHOLD;
    boolean deleted =
        database.write(
            connection -> {
              boolean any = false;
              for (Map.Entry<String, Map<String, String>> one : rows.entrySet()) {
                any |= keep(connection, one.getKey(), one.getValue(), many);
              }
              return any;
            });
    if (deleted && many) {
      database.rewrite();
    } else if (deleted) {
      database.checkpoint();
    }
  }

  /** Whether rows were deleted. */
  private boolean keep(
      Connection connection, String person, Map<String, String> names, boolean many)
      throws SQLException {
    Map<String, String> known = rows(connection, person);
    if (known.equals(names)) {
      return false;
    }
    boolean deleted = !names.entrySet().containsAll(known.entrySet());
    if (deleted) {
      var _ =
          many
              ? database.delete(connection, KIND, person)
              : database.erase(connection, KIND, person);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO %s(person, domain, name) VALUES (?, ?, ?)"
                .formatted(database.table(KIND, person)))) {
      for (Map.Entry<String, String> row : names.entrySet()) {
        insert.setString(1, person);
        insert.setString(2, row.getKey());
        insert.setString(3, row.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return deleted;
  }

  @Override
  public void each(Row row) {
    var _ =
        database.read(
            connection -> {
              for (String table : database.tables(KIND)) {
                try (Statement statement = connection.createStatement();
                    ResultSet found =
                        statement.executeQuery("SELECT person, domain, name FROM " + table)) {
                  while (found.next()) {
                    row.of(found.getString(1), found.getString(2), found.getString(3));
                  }
                }
              }
              return true;
            });
  }

  @Override
  public boolean isFilled() {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet found = statement.executeQuery("SELECT 1 FROM filled")) {
            return found.next();
          }
        });
  }

  @Override
  public void filled() {
    if (!isFilled()) {
      database.write(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate("INSERT INTO filled VALUES (1)");
            }
          });
    }
  }

  /** Renames everybody to the present names, after a key was added. */
  public void rename(Pseudonyms names) {
    Map<String, Set<String>> domains = new HashMap<>();
    each((person, domain, _) -> domains.computeIfAbsent(person, _ -> new HashSet<>()).add(domain));
    List<String> old =
        domains.keySet().stream().filter(person -> !names.person(person).equals(person)).toList();
    Map<String, Map<String, String>> rows = new HashMap<>();
    for (String person : old) {
      Map<String, String> own = new HashMap<>();
      for (String domain : domains.getOrDefault(person, Set.of())) {
        own.put(domain, names.in(domain, person));
      }
      rows.put(names.person(person), own);
    }
    keep(rows);
    forget(old);
  }

  /** Removes all people, after domains have lost their names. */
  public void clear() {
    Set<String> all = new HashSet<>();
    each((person, _, _) -> all.add(person));
    forget(all);
  }

  @Override
  public void close() {
    database.close();
  }
}

package io.kuayu.storage.sql;

import io.kuayu.storage.ErasureStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** ErasureStore in a table. */
public record SqlErasureStore(StoreDatabase database) implements ErasureStore {
  @Override
  public void add(String pseudonym) {
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO erased(person) VALUES (?) ON CONFLICT (person) DO NOTHING")) {
            insert.setString(1, pseudonym);
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public Set<String> all() {
    return database.read(
        connection -> {
          Set<String> all = new HashSet<>();
          try (PreparedStatement select = connection.prepareStatement("SELECT person FROM erased");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              all.add(rows.getString(1));
            }
          }
          return all;
        });
  }

  @Override
  public void addEvents(Collection<String> hashes) {
    if (hashes.isEmpty()) {
      return;
    }
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO erased_event(event) VALUES (?) ON CONFLICT (event) DO NOTHING")) {
            for (String hash : hashes) {
              insert.setString(1, hash);
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  @Override
  public boolean hasEvent(Collection<String> hashes) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT 1 FROM erased_event WHERE event = ?")) {
            for (String hash : hashes) {
              select.setString(1, hash);
              try (ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                  return true;
                }
              }
            }
            return false;
          }
        });
  }

  @Override
  public boolean has(String pseudonym) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT 1 FROM erased WHERE person = ?")) {
            select.setString(1, pseudonym);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next();
            }
          }
        });
  }
}

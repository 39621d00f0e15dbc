package io.kuayu.server.store;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.store.ItemChange;
import io.kuayu.engine.store.ItemStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The last change of each item in a table. */
final class DatabaseItemStore implements ItemStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private final Database database;

  DatabaseItemStore(Database database) {
    this.database = database;
  }

  @Override
  public void apply(List<ItemChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    database.write(
        connection -> {
          database.claim(connection, "item");
          // The row is made anew, so that the sequence tells the order of the last changes.
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM item WHERE domain = ? AND id = ?")) {
            for (ItemChange change : changes) {
              delete.setString(1, change.key().domain());
              delete.setString(2, change.key().id());
              delete.execute();
              insert(connection, change);
            }
          }
          return true;
        });
  }

  private static void insert(Connection connection, ItemChange change) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO item(domain, id, deleted, title, description, attributes)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, change.key().domain());
      insert.setString(2, change.key().id());
      switch (change) {
        case ItemChange.Upserted(Item item) -> {
          insert.setInt(3, 0);
          insert.setString(4, item.title());
          insert.setString(5, item.text());
          insert.setString(6, JSON.writeValueAsString(item.attributes()));
        }
        case ItemChange.Deleted _ -> {
          insert.setInt(3, 1);
          insert.setString(4, "");
          insert.setString(5, "");
          insert.setString(6, "{}");
        }
      }
      insert.execute();
    }
  }

  @Override
  public List<ItemChange> changes() {
    return database.read(
        connection -> {
          List<ItemChange> changes = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT domain, id, deleted, title, description, attributes FROM item"
                          + " ORDER BY sequence")) {
            while (rows.next()) {
              changes.add(change(rows));
            }
          }
          return List.copyOf(changes);
        });
  }

  private static ItemChange change(ResultSet row) throws SQLException {
    ItemKey key = new ItemKey(row.getString(1), row.getString(2));
    if (row.getInt(3) != 0) {
      return new ItemChange.Deleted(key);
    }
    Map<String, String> attributes = JSON.readValue(row.getString(6), ATTRIBUTES);
    return new ItemChange.Upserted(new Item(key, row.getString(4), row.getString(5), attributes));
  }

  @Override
  public void close() {
    database.close();
  }
}

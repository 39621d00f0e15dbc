package io.kuayu.storage.sql;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentLines;
import io.kuayu.engine.store.ItemChange;
import io.kuayu.engine.store.ItemStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The last change of each item in a table. */
public final class SqlItemStore implements ItemStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private final StoreDatabase database;
  private final boolean shared;

  /**
   * @param shared whether other servers write to the database too
   */
  public SqlItemStore(StoreDatabase database, boolean shared) {
    this.database = database;
    this.shared = shared;
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public void apply(List<ItemChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    database.write(
        connection -> {
          database.claim(connection, "item");
          // The row is recreated, so that the sequence gives the order of the last changes.
          try (PreparedStatement deleteMedia =
                  connection.prepareStatement(
                      "DELETE FROM item_media WHERE item IN"
                          + " (SELECT sequence FROM item WHERE domain = ? AND id = ?)");
              PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM item WHERE domain = ? AND id = ?")) {
            for (ItemChange change : changes) {
              execute(deleteMedia, change.key());
              execute(delete, change.key());
              insert(connection, change);
              insertMedia(connection, change);
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

  private static void execute(PreparedStatement statement, ItemKey key) throws SQLException {
    statement.setString(1, key.domain());
    statement.setString(2, key.id());
    statement.execute();
  }

  private static void insertMedia(Connection connection, ItemChange change) throws SQLException {
    if (!(change instanceof ItemChange.Upserted(Item item)) || item.media().isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO item_media(item, media)"
                + " SELECT sequence, ? FROM item WHERE domain = ? AND id = ?")) {
      insert.setString(1, ContentLines.write(item.media()));
      insert.setString(2, item.key().domain());
      insert.setString(3, item.key().id());
      insert.execute();
    }
  }

  @Override
  public Recent since(long number) {
    return database.read(
        connection -> {
          // Writers hold the table's lock until they commit, so no lower number appears later.
          long latest = number;
          List<ItemChange> changes = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT domain, id, deleted, title, description, attributes, sequence, media"
                      + " FROM item LEFT JOIN item_media ON item_media.item = item.sequence"
                      + " WHERE sequence > ? ORDER BY sequence")) {
            select.setLong(1, number);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                changes.add(change(rows));
                latest = rows.getLong(7);
              }
            }
          }
          return new Recent(latest, changes);
        });
  }

  private static ItemChange change(ResultSet row) throws SQLException {
    ItemKey key = new ItemKey(row.getString(1), row.getString(2));
    if (row.getInt(3) != 0) {
      return new ItemChange.Deleted(key);
    }
    Map<String, String> attributes = JSON.readValue(row.getString(6), ATTRIBUTES);
    String media = row.getString(8);
    List<Content> contents = media == null ? List.of() : ContentLines.read(media);
    return new ItemChange.Upserted(
        new Item(key, row.getString(4), row.getString(5), attributes, contents));
  }

  @Override
  public void close() {
    database.close();
  }
}

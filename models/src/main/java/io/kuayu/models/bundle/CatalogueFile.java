package io.kuayu.models.bundle;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The items of a catalogue as Parquet, in the order of their ordinals. */
final class CatalogueFile {
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private CatalogueFile() {}

  static void write(Catalogue catalogue, Path file) throws SQLException {
    try (DuckDBConnection database = open();
        Statement statement = database.createStatement()) {
      statement.execute(
          "create table items (ordinal integer, domain varchar, id varchar, title varchar,"
              + " text varchar, attributes varchar)");
      try (DuckDBAppender appender = database.createAppender("items")) {
        for (int ordinal = 0; ordinal < catalogue.size(); ordinal++) {
          Item item = catalogue.item(ordinal);
          appender.beginRow();
          appender.append(ordinal);
          appender.append(item.key().domain());
          appender.append(item.key().id());
          appender.append(item.title());
          appender.append(item.text());
          appender.append(JsonMapper.shared().writeValueAsString(new TreeMap<>(item.attributes())));
          appender.endRow();
        }
      }
      statement.execute("copy items to " + quoted(file) + " (format parquet, compression zstd)");
    }
  }

  static Catalogue read(Path file, List<String> domains) {
    List<Item> items = new ArrayList<>();
    try (DuckDBConnection database = open();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select ordinal, domain, id, title, text, attributes from read_parquet("
                    + quoted(file)
                    + ")")) {
      while (rows.next()) {
        if (rows.getInt(1) != items.size()) {
          throw Damage.in(file, "lists item " + rows.getInt(1) + " at place " + items.size());
        }
        items.add(
            new Item(
                new ItemKey(rows.getString(2), rows.getString(3)),
                rows.getString(4),
                rows.getString(5),
                JsonMapper.shared().readValue(rows.getString(6), ATTRIBUTES)));
      }
      return Catalogue.of(domains, items);
    } catch (SQLException | JacksonException | IllegalArgumentException e) {
      throw new KuayuException(
          file + ": is no catalogue: " + e.getMessage(), Damage.TRAIN_AGAIN, e);
    }
  }

  private static DuckDBConnection open() throws SQLException {
    DuckDBConnection database =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    try (Statement statement = database.createStatement()) {
      statement.execute("set autoinstall_known_extensions = false");
      statement.execute("set temp_directory = ''");
    }
    return database;
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }
}

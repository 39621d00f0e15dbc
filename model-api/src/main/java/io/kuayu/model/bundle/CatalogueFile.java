package io.kuayu.model.bundle;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.storage.ItemsFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.databind.json.JsonMapper;

/** The items of a catalogue as Parquet, in the order of their ordinals. */
final class CatalogueFile {
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
    try (DuckDBConnection database = open();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), count(*) filter (ordinal is distinct from file_row_number)"
                    + " from read_parquet("
                    + quoted(file)
                    + ", file_row_number = true)")) {
      row.next();
      int items = Math.toIntExact(row.getLong(1));
      if (row.getLong(2) > 0) {
        throw CorruptBundle.in(file, "lists items at other places than their own");
      }
      return Catalogue.of(domains, ItemsFile.read(file, items, domains));
    } catch (SQLException | QueryException | IllegalArgumentException e) {
      throw new KuayuException(
          file + ": is no catalogue: " + e.getMessage(), CorruptBundle.TRAIN_AGAIN, e);
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

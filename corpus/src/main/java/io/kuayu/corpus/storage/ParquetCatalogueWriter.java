package io.kuayu.corpus.storage;

import io.kuayu.core.Catalogue;
import io.kuayu.core.CatalogueWriter;
import io.kuayu.core.Item;
import io.kuayu.core.content.ContentLines;
import io.kuayu.corpus.database.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.databind.json.JsonMapper;

/** Writes catalogues by DuckDB. */
public final class ParquetCatalogueWriter implements CatalogueWriter {
  /** For {@link java.util.ServiceLoader}. */
  public ParquetCatalogueWriter() {}

  @Override
  public void write(Catalogue catalogue, Path file) throws IOException {
    boolean hasMedia = catalogue.items().stream().anyMatch(item -> !item.media().isEmpty());
    try (DuckDBConnection database = open();
        Statement statement = database.createStatement()) {
      statement.execute(
          "create table items (ordinal integer, domain varchar, id varchar, title varchar,"
              + " text varchar, attributes varchar"
              + (hasMedia ? ", media varchar)" : ")"));
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
          if (hasMedia) {
            appender.append(ContentLines.write(item.media()));
          }
          appender.endRow();
        }
      }
      statement.execute(
          "copy items to " + Sql.text(file.toString()) + " (format parquet, compression zstd)");
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
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
}

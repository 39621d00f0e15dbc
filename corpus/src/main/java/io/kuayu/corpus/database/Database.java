package io.kuayu.corpus.database;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB database of this process. It never touches the network: extensions are neither installed
 * nor loaded. Not thread-safe; DuckDB itself works on as many threads as it was given.
 */
public final class Database implements AutoCloseable {
  private final Connection connection;
  private final Path scratch;

  private Database(Connection connection, Path scratch) {
    this.connection = connection;
    this.scratch = scratch;
  }

  /** A database in memory, for reading. */
  public static Database inMemory(ResourceLimits resources) {
    return open("jdbc:duckdb:", Path.of(System.getProperty("java.io.tmpdir", ".")), resources);
  }

  /**
   * A database in a file, whose tables are compressed and may outgrow the memory.
   *
   * @param folder where the file and what overflows the memory go
   */
  public static Database inFolder(Path folder, ResourceLimits resources) {
    Database database = open("jdbc:duckdb:" + folder.resolve("work.duckdb"), folder, resources);
    database.run("SET temp_directory = " + Sql.text(folder.resolve("overflow").toString()));
    return database;
  }

  private static Database open(String url, Path scratch, ResourceLimits resources) {
    try {
      Properties properties = new Properties();
      properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
      Database database = new Database(DriverManager.getConnection(url, properties), scratch);
      database.run("SET autoinstall_known_extensions = false");
      database.run("SET autoload_known_extensions = false");
      database.run("SET memory_limit = '" + resources.memoryMegabytes() + "MB'");
      database.run("SET threads = " + resources.threads());
      database.run("SET preserve_insertion_order = true");
      database.run("SET TimeZone = 'UTC'");
      return database;
    } catch (SQLException e) {
      throw new KuayuException(
          ErrorCode.NATIVE_LIBRARY,
          "DuckDB does not start: " + e.getMessage(),
          "see that its native library fits this machine and that the work folder can be written",
          e);
    }
  }

  /** Another connection to the same database, for another thread. */
  public Database duplicate() {
    try {
      return new Database(connection.unwrap(DuckDBConnection.class).duplicate(), scratch);
    } catch (SQLException e) {
      throw new QueryException(e);
    }
  }

  /** A folder for files that are needed as long as the database is open. */
  public Path scratch() {
    return scratch;
  }

  /** Runs a statement. */
  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new QueryException(e);
    }
  }

  /** The one number that a query gives; 0 where it gives NULL or no row. */
  public long number(String sql) {
    return list(sql, row -> row.getLong(1)).stream().findFirst().orElse(0L);
  }

  /** Every row of a query. */
  public <T> List<T> list(String sql, Row<T> reader) {
    List<T> rows = new ArrayList<>();
    each(
        sql,
        row -> {
          rows.add(reader.read(row));
          return true;
        });
    return rows;
  }

  /** Goes through the rows of a query, without holding them, as long as the reader says true. */
  public void each(String sql, Row<Boolean> reader) {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      boolean more = true;
      while (more && rows.next()) {
        more = reader.read(rows);
      }
    } catch (SQLException e) {
      throw new QueryException(e);
    }
  }

  /** Names and types of the columns that a query gives. */
  public <T> List<T> columns(String sql, Function<Column, T> reader) {
    return list(
        "DESCRIBE " + sql,
        row ->
            reader.apply(new Column(row.getString("column_name"), row.getString("column_type"))));
  }

  /** Fills a table fast. */
  public void append(String table, Appending rows) {
    // A connection of its own, as a result that is still being read would end with the first row.
    try (Connection other = connection.unwrap(DuckDBConnection.class).duplicate();
        DuckDBAppender appender = other.unwrap(DuckDBConnection.class).createAppender(table)) {
      rows.to(appender);
    } catch (SQLException e) {
      throw new QueryException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new QueryException(e);
    }
  }

  /** Writes rows to an appender. */
  @FunctionalInterface
  public interface Appending {
    void to(DuckDBAppender appender) throws SQLException;
  }
}

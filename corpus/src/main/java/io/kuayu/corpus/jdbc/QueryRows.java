package io.kuayu.corpus.jdbc;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.source.SourceRecord;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows of an open query, a few thousand in memory at a time. */
final class QueryRows implements AutoCloseable {
  private static final int FETCHED = 5_000;
  private static final String CONNECT_SECONDS = "15";
  private static final String SQLITE_READ_ONLY = "1";
  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcSource source;
  private final Connection connection;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final ResultSetMetaData meta;

  private QueryRows(
      JdbcSource source, Connection connection, PreparedStatement statement, ResultSet rows)
      throws SQLException {
    this.source = source;
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    meta = rows.getMetaData();
  }

  /**
   * Runs the query of a source.
   *
   * @throws KuayuException if the database cannot be reached or refuses the query
   */
  static QueryRows open(JdbcSource source) {
    Connection connection = connect(source);
    try {
      if (!isSqlite(source)) {
        connection.setReadOnly(true);
      }
      connection.setAutoCommit(false);
      PreparedStatement statement = connection.prepareStatement(source.query());
      statement.setFetchSize(FETCHED);
      return new QueryRows(source, connection, statement, statement.executeQuery());
    } catch (SQLException e) {
      close(connection);
      throw JdbcFailure.ofQuery(source, e);
    }
  }

  private static Connection connect(JdbcSource source) {
    Properties properties = new Properties();
    source.login().ifPresent(login -> properties.setProperty("user", login));
    source
        .passwordVariable()
        .ifPresent(variable -> properties.setProperty("password", password(source, variable)));
    if (isSqlite(source)) {
      properties.setProperty("open_mode", SQLITE_READ_ONLY);
    } else if (source.url().startsWith("jdbc:postgresql:")) {
      properties.setProperty("connectTimeout", CONNECT_SECONDS);
      properties.setProperty("ApplicationName", "kuayu");
    }
    try {
      return DriverManager.getConnection(source.url(), properties);
    } catch (SQLException e) {
      throw JdbcFailure.ofConnection(source, e);
    }
  }

  private static String password(JdbcSource source, String variable) {
    String password = System.getenv(variable);
    if (password == null) {
      throw new KuayuException(
          ErrorCode.SOURCE_UNREACHABLE,
          "%s: the environment variable '%s' of 'password-env' is not set"
              .formatted(source.place(), variable),
          "set it to the password of " + source.login().orElse("the database"));
    }
    return password;
  }

  private static boolean isSqlite(JdbcSource source) {
    return source.url().startsWith("jdbc:sqlite:");
  }

  /** Names of the columns. */
  List<String> columns() {
    try {
      List<String> columns = new ArrayList<>();
      Set<String> different = new HashSet<>();
      for (int column = 1; column <= meta.getColumnCount(); column++) {
        columns.add(meta.getColumnLabel(column));
        if (!different.add(meta.getColumnLabel(column))) {
          throw new KuayuException(
              ErrorCode.INVALID_COLUMNS,
              "%s: the query gives two columns named '%s'"
                  .formatted(source.place(), meta.getColumnLabel(column)),
              "name one of them otherwise with AS");
        }
      }
      return columns;
    } catch (SQLException e) {
      throw JdbcFailure.ofQuery(source, e);
    }
  }

  /** The rows from the first one on; may be asked for once. */
  Stream<SourceRecord> stream() {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<SourceRecord>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          private long number;

          @Override
          public boolean tryAdvance(Consumer<? super SourceRecord> action) {
            try {
              if (!rows.next()) {
                return false;
              }
              List<String> values = new ArrayList<>();
              for (int column = 1; column <= meta.getColumnCount(); column++) {
                values.add(value(column));
              }
              action.accept(new SourceRecord(++number, values));
              return true;
            } catch (SQLException e) {
              throw JdbcFailure.ofQuery(source, e);
            }
          }
        },
        false);
  }

  /** A value as text: moments in UTC, arrays as JSON, NULL as nothing. */
  private String value(int column) throws SQLException {
    int type = meta.getColumnType(column);
    if (type == Types.ARRAY && rows.getArray(column) != null) {
      return JSON.writeValueAsString(rows.getArray(column).getArray());
    }
    if (type == Types.TIMESTAMP_WITH_TIMEZONE
        || "timestamptz".equals(meta.getColumnTypeName(column))) {
      OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
      return moment == null ? "" : moment.toInstant().toString();
    }
    @Nullable String text = rows.getString(column);
    return text == null ? "" : text;
  }

  @Override
  public void close() {
    try (connection;
        statement;
        rows) {
      connection.rollback();
    } catch (SQLException e) {
      throw JdbcFailure.ofQuery(source, e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The failure before it is the one to tell.
    }
  }
}

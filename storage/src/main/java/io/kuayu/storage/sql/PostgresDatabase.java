package io.kuayu.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A PostgreSQL database, shared by any number of servers. */
public final class PostgresDatabase implements StoreDatabase {
  private static final String NAME = "PostgreSQL";
  private static final int CONNECTIONS = 16;
  private static final int ATTEMPTS = 5;
  private static final long CONNECT_TIMEOUT_MILLISECONDS = 10_000;
  private static final long PAUSE_MILLISECONDS = 50;

  private final HikariDataSource pool;

  /**
   * @param url the JDBC URL, such as {@code jdbc:postgresql://host/kuayu}
   */
  public PostgresDatabase(String url, String user, String password) {
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(url);
    configuration.setUsername(user);
    configuration.setPassword(password);
    configuration.setMaximumPoolSize(CONNECTIONS);
    configuration.setConnectionTimeout(CONNECT_TIMEOUT_MILLISECONDS);
    configuration.setPoolName("kuayu");
    configuration.setAutoCommit(false);
    try {
      pool = new HikariDataSource(configuration);
    } catch (PoolInitializationException e) {
      throw new KuayuException(
          ErrorCode.STORE_UNREACHABLE,
          "PostgreSQL cannot be reached",
          "check server.store.url, its user and its password, and that the database runs");
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    SQLException last = new SQLException();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return attempt(work);
      } catch (SQLException e) {
        if (!isRetryable(e)) {
          throw StoreFailure.of(NAME, e);
        }
        last = e;
        pause(attempt);
      }
    }
    throw StoreFailure.of(NAME, last);
  }

  /** A delay of random length, so that two conflicting transactions do not collide again. */
  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLISECONDS << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFailure.closed(NAME);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    try {
      return attempt(work);
    } catch (SQLException e) {
      throw StoreFailure.of(NAME, e);
    }
  }

  private <T> T attempt(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException lost) {
          // The connection is lost, and with it whatever was not committed.
          e.addSuppressed(lost);
        }
        throw e;
      }
    }
  }

  /** Deadlocks and serialisation failures changed nothing, so the work can be retried. */
  private static boolean isRetryable(SQLException failure) {
    return "40P01".equals(failure.getSQLState()) || "40001".equals(failure.getSQLState());
  }

  @Override
  public void claim(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
    }
  }

  @Override
  public List<String> tables(String kind) {
    return List.of(kind);
  }

  @Override
  public String table(String kind, String person) {
    return kind;
  }

  /**
   * Kept in a separate table; the lock keeps servers that start together from creating it twice.
   */
  @Override
  public int layout(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('kuayu layout'))");
      statement.execute("CREATE TABLE IF NOT EXISTS layout(number INTEGER NOT NULL)");
      try (ResultSet row = statement.executeQuery("SELECT number FROM layout")) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  @Override
  public void layout(Connection connection, int number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM layout");
      statement.execute("INSERT INTO layout VALUES (%d)".formatted(number));
    }
  }

  @Override
  public String clustered() {
    return "";
  }

  @Override
  public String sequence() {
    return "sequence BIGINT GENERATED ALWAYS AS IDENTITY";
  }

  @Override
  public String insertion(String table) {
    return """
    INSERT INTO %s(person, moment, name, domain, item, type, strength)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, name) DO NOTHING
    """
        .formatted(table);
  }

  @Override
  public long erase(Connection connection, String kind, String person) throws SQLException {
    return delete(connection, kind, person);
  }

  /**
   * Frees the space of deleted rows for reuse, in the tables and their indexes. Until it is
   * overwritten, the bytes may remain in files, and in the database's write-ahead log. Only a
   * {@code VACUUM FULL}, which locks a table, together with the removal of old log segments,
   * removes them.
   */
  @Override
  public void checkpoint() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (String kind : SqlStores.KINDS) {
        statement.execute("VACUUM (INDEX_CLEANUP ON) " + kind);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(NAME, e);
    }
  }

  @Override
  public void rewrite() {
    checkpoint();
  }

  @Override
  public void close() {
    pool.close();
  }
}

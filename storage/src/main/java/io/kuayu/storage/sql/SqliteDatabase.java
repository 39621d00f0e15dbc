package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file. A single thread writes, and jobs that arrive during a commit are committed
 * together in the next one, with a single sync to disk. Readers have their own connections and
 * never wait for the writer (write-ahead log).
 *
 * <p>The rows of each kind are distributed by person over {@link #SHARES} tables. SQLite overwrites
 * deleted data and freed pages ({@code secure_delete}). But a page whose rows were moved by a split
 * keeps copies of them in its unused middle. Such copies never leave the tree that the rows are in.
 * So an erasure clears the person's table and rewrites it from the rows of everybody else, a
 * sixty-fourth of the file; pages that it no longer needs are overwritten.
 */
public final class SqliteDatabase implements StoreDatabase {
  private static final String NAME = "SQLite";
  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);
  private static final int READER_COUNT = 4;
  private static final int MAX_BATCH_SIZE = 256;

  /** The number of tables of each kind. Part of the file's layout. */
  private static final int SHARES = 64;

  private final Connection writer;
  private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READER_COUNT);
  private final BlockingQueue<WriteJob> jobs = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final Object gate = new Object();
  private boolean closed;

  public SqliteDatabase(Path file) {
    try {
      SqliteFile.guard(file);
      writer = SqliteFile.connect(file);
      for (int reader = 0; reader < READER_COUNT; reader++) {
        readers.add(SqliteFile.connect(file));
      }
    } catch (SQLException e) {
      throw new KuayuException(
          ErrorCode.STORE_UNREACHABLE,
          "the file " + file + " of SQLite cannot be opened (code " + e.getErrorCode() + ")",
          "check its permissions; a damaged file can be moved away, what it holds is then gone");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("store-writer").start(this::work);
  }

  @Override
  public <T> T write(Work<T> work) {
    WriteJob.Write<T> job = new WriteJob.Write<>(work);
    submit(job);
    return await(job.done());
  }

  @Override
  public <T> T read(Work<T> work) {
    Connection connection;
    try {
      connection = readers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFailure.closed(NAME);
    }
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw StoreFailure.of(NAME, e);
    } finally {
      readers.add(connection);
    }
  }

  @Override
  public void claim(Connection connection, String table) {
    // There is one writer.
  }

  @Override
  public List<String> tables(String kind) {
    return IntStream.range(0, SHARES).mapToObj(share -> table(kind, share)).toList();
  }

  @Override
  public String table(String kind, String person) {
    return table(kind, Math.floorMod(person.hashCode(), SHARES));
  }

  private static String table(String kind, int share) {
    return kind + "_" + share;
  }

  /** Stored in the header of the file. */
  @Override
  public int layout(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  @Override
  public void layout(Connection connection, int number) throws SQLException {
    execute(connection, "PRAGMA user_version = " + number);
  }

  @Override
  public String clustered() {
    return "WITHOUT ROWID";
  }

  @Override
  public String sequence() {
    return "sequence BIGINT NOT NULL";
  }

  @Override
  public String insertion(String table) {
    return """
    INSERT INTO %1$s(person, moment, name, domain, item, type, strength, sequence)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
      (SELECT COALESCE(MAX(sequence), 0) + 1 FROM %1$s WHERE person = ?1 AND moment = ?2))
    ON CONFLICT (person, name) DO NOTHING
    """
        .formatted(table);
  }

  @Override
  public long erase(Connection connection, String kind, String person) throws SQLException {
    String table = table(kind, person);
    long before = count(connection, table, person);
    if (before > 0) {
      try (PreparedStatement others =
          connection.prepareStatement(
              "CREATE TEMP TABLE others AS SELECT * FROM %s WHERE person <> ?".formatted(table))) {
        others.setString(1, person);
        others.execute();
      }
      // Without a condition, so that SQLite truncates the whole tree.
      execute(connection, "DELETE FROM " + table);
      execute(connection, "INSERT INTO %s SELECT * FROM temp.others".formatted(table));
      execute(connection, "DROP TABLE temp.others");
    }
    return before;
  }

  private static long count(Connection connection, String table, String person)
      throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement("SELECT COUNT(*) FROM %s WHERE person = ?".formatted(table))) {
      count.setString(1, person);
      try (ResultSet row = count.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** Truncates the log, which holds earlier versions of the data. */
  @Override
  public void checkpoint() {
    vacuum(false);
  }

  /** Rewrites the file: about a second for 200 megabytes, during which writes wait. */
  @Override
  public void rewrite() {
    vacuum(true);
  }

  /** Concurrent callers share one run. */
  private void vacuum(boolean whole) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    submit(new WriteJob.Vacuum(whole, done));
    if (!await(done)) {
      throw new KuayuException(
          ErrorCode.ERASURE_INCOMPLETE,
          "what was erased is gone from the store, but its log is in use and still holds it",
          "erase again, or stop the server, which empties the log");
    }
  }

  /** Whether the log is empty now; active readers may prevent that. */
  private boolean isVacuumed(boolean whole) throws SQLException {
    if (whole) {
      execute(writer, "VACUUM");
    }
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return row.next() && row.getInt(1) == 0;
    }
  }

  private void submit(WriteJob job) {
    synchronized (gate) {
      if (closed) {
        throw StoreFailure.closed(NAME);
      }
      jobs.add(job);
    }
  }

  private static <T> T await(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw StoreFailure.of(NAME, failure);
      }
      if (e.getCause() instanceof KuayuException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private void work() {
    try {
      while (true) {
        List<WriteJob> batch = new ArrayList<>();
        batch.add(jobs.take());
        jobs.drainTo(batch, MAX_BATCH_SIZE - 1);
        List<WriteJob.Write<?>> writes = new ArrayList<>();
        List<WriteJob.Vacuum> vacuums = new ArrayList<>();
        boolean last = false;
        for (WriteJob job : batch) {
          switch (job) {
            case WriteJob.Write<?> write -> writes.add(write);
            case WriteJob.Vacuum vacuum -> vacuums.add(vacuum);
            case WriteJob.Stop _ -> last = true;
          }
        }
        commit(writes);
        vacuum(vacuums);
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs in a transaction that begins here, so other processes can write between batches. */
  private void commit(List<WriteJob.Write<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      execute(writer, "BEGIN IMMEDIATE");
      batch.forEach(job -> job.run(writer));
      execute(writer, "COMMIT");
    } catch (SQLException e) {
      rollback();
      batch.forEach(job -> job.done().completeExceptionally(e));
      return;
    }
    batch.forEach(WriteJob.Write::acknowledge);
  }

  private void vacuum(List<WriteJob.Vacuum> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      boolean vacuumed = isVacuumed(batch.stream().anyMatch(WriteJob.Vacuum::whole));
      batch.forEach(job -> job.done().complete(vacuumed));
    } catch (SQLException e) {
      batch.forEach(job -> job.done().completeExceptionally(e));
    }
  }

  /** Only if there is a transaction: beginning it may have failed. */
  private void rollback() {
    try {
      execute(writer, "ROLLBACK");
    } catch (SQLException none) {
      LOG.debug("there was nothing to roll back (code {})", none.getErrorCode());
    }
  }

  static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Override
  public void close() {
    synchronized (gate) {
      if (closed) {
        return;
      }
      closed = true;
      jobs.add(new WriteJob.Stop());
    }
    try {
      thread.join();
      for (int reader = 0; reader < READER_COUNT; reader++) {
        readers.take().close();
      }
      writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw StoreFailure.of(NAME, e);
    }
  }
}

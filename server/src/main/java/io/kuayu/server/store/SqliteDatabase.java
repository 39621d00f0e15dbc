package io.kuayu.server.store;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * One SQLite file. A single thread writes, and whoever waits meanwhile is committed together with
 * the next: one sync to the disk serves them all. Readers have connections of their own and never
 * wait for the writer (write-ahead log).
 */
final class SqliteDatabase implements Database {
  private static final String NAME = "SQLite";
  private static final int READERS = 4;
  private static final int COMMITTED_TOGETHER = 256;
  private static final int PATIENCE_MILLISECONDS = 10_000;

  private final Connection writer;
  private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final Object gate = new Object();
  private boolean closed;

  SqliteDatabase(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      writer = configuration().createConnection("jdbc:sqlite:" + file);
      for (int reader = 0; reader < READERS; reader++) {
        readers.add(configuration().createConnection("jdbc:sqlite:" + file));
      }
    } catch (SQLException e) {
      throw new KuayuException(
          "the event store " + file + " cannot be opened (code " + e.getErrorCode() + ")",
          "check its permissions; a damaged file can be moved away, its events are then gone");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("store-writer").start(this::work);
  }

  private static SQLiteConfig configuration() {
    SQLiteConfig configuration = new SQLiteConfig();
    configuration.setJournalMode(JournalMode.WAL);
    // FULL syncs the log at every commit: an acknowledged event survives the power too.
    configuration.setSynchronous(SynchronousMode.FULL);
    configuration.setTransactionMode(TransactionMode.IMMEDIATE);
    configuration.setBusyTimeout(PATIENCE_MILLISECONDS);
    // Erased rows are overwritten, so that no file holds what was erased.
    configuration.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    return configuration;
  }

  @Override
  public <T> T write(Work<T> work) {
    Job<T> job = new Job<>(work);
    synchronized (gate) {
      if (closed) {
        throw Failure.closed(NAME);
      }
      jobs.add(job);
    }
    try {
      return job.done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw Failure.of(NAME, failure);
      }
      throw e;
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    Connection connection;
    try {
      connection = readers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.closed(NAME);
    }
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw Failure.of(NAME, e);
    } finally {
      readers.add(connection);
    }
  }

  @Override
  public void claim(Connection connection, String table) {
    // There is one writer.
  }

  @Override
  public void tidy() {
    read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
          }
        });
  }

  private void work() {
    try {
      writer.setAutoCommit(false);
      List<Job<?>> batch = new ArrayList<>();
      while (true) {
        batch.clear();
        batch.add(jobs.take());
        jobs.drainTo(batch, COMMITTED_TOGETHER - 1);
        boolean last = batch.removeIf(job -> job == Job.END);
        commit(batch);
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      synchronized (gate) {
        closed = true;
      }
      jobs.forEach(job -> job.done.completeExceptionally(e));
    }
  }

  private void commit(List<Job<?>> batch) throws SQLException {
    try {
      batch.forEach(job -> job.run(writer));
      writer.commit();
    } catch (SQLException e) {
      writer.rollback();
      batch.forEach(job -> job.done.completeExceptionally(e));
      return;
    }
    batch.forEach(Job::acknowledge);
  }

  @Override
  public void close() {
    synchronized (gate) {
      if (closed) {
        return;
      }
      closed = true;
      jobs.add(Job.END);
    }
    try {
      thread.join();
      for (int reader = 0; reader < READERS; reader++) {
        readers.take().close();
      }
      writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw Failure.of(NAME, e);
    }
  }

  /** A piece of work inside a savepoint of its own, so that its failure is nobody else's. */
  private static final class Job<T> {
    static final Job<Boolean> END = new Job<>(_ -> true);

    private final Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private Runnable acknowledgement = () -> {};

    Job(Work<T> work) {
      this.work = work;
    }

    void run(Connection connection) {
      try {
        var before = connection.setSavepoint();
        try {
          T result = work.on(connection);
          acknowledgement = () -> done.complete(result);
          connection.releaseSavepoint(before);
        } catch (SQLException | RuntimeException e) {
          connection.rollback(before);
          connection.releaseSavepoint(before);
          acknowledgement = () -> done.completeExceptionally(e);
        }
      } catch (SQLException e) {
        acknowledgement = () -> done.completeExceptionally(e);
      }
    }

    void acknowledge() {
      acknowledgement.run();
    }
  }
}

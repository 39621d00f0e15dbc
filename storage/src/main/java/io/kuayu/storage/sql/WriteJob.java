package io.kuayu.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A job for the writer thread of a SQLite file. */
sealed interface WriteJob {
  /** The last job, which stops the writer. */
  record Stop() implements WriteJob {}

  /**
   * Removes every trace of what was erased.
   *
   * @param whole whether the whole file must be rewritten for that
   * @param done completes with whether that succeeded
   */
  record Vacuum(boolean whole, CompletableFuture<Boolean> done) implements WriteJob {}

  /** A piece of work in its own savepoint, so that its failure does not affect others. */
  final class Write<T> implements WriteJob {
    private final StoreDatabase.Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private Runnable acknowledgement = () -> {};

    Write(StoreDatabase.Work<T> work) {
      this.work = work;
    }

    CompletableFuture<T> done() {
      return done;
    }

    void run(Connection connection) {
      try {
        SqliteDatabase.execute(connection, "SAVEPOINT job");
        try {
          T result = work.on(connection);
          acknowledgement = () -> done.complete(result);
        } catch (SQLException | RuntimeException e) {
          SqliteDatabase.execute(connection, "ROLLBACK TO job");
          acknowledgement = () -> done.completeExceptionally(e);
        }
        SqliteDatabase.execute(connection, "RELEASE job");
      } catch (SQLException e) {
        acknowledgement = () -> done.completeExceptionally(e);
      }
    }

    /** Called when the work is on disk. */
    void acknowledge() {
      acknowledgement.run();
    }
  }
}

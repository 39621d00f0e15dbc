package io.kuayu.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** What the writer of a SQLite file is asked to do. */
sealed interface WriteJob {
  /** The last one. */
  record Stop() implements WriteJob {}

  /**
   * Leave no trace of what was erased.
   *
   * @param whole whether the file has to be written anew for that
   * @param done whether that succeeded
   */
  record Vacuum(boolean whole, CompletableFuture<Boolean> done) implements WriteJob {}

  /** A piece of work inside a savepoint of its own, so that its failure is nobody else's. */
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

    /** Called when what was done is on the disk. */
    void acknowledge() {
      acknowledgement.run();
    }
  }
}

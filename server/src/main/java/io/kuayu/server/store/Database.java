package io.kuayu.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/** A database as the stores need it. Thread-safe. */
interface Database extends AutoCloseable {
  /** Something done on one connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does all of the work or, on failure, nothing; what this has returned for is on the disk.
   *
   * @param work may be run again where the database asks for it
   */
  <T> T write(Work<T> work);

  /** Sees what was written before. */
  <T> T read(Work<T> work);

  /**
   * Keeps other writers of a table out until the work that this is called from is done, so that two
   * that change the same rows in opposite order do not wait for each other.
   */
  void claim(Connection connection, String table) throws SQLException;

  /** Called after something was erased, so that no trace of it stays in files. */
  void tidy();

  @Override
  void close();
}

package io.kuayu.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A database, as the stores use it. Thread-safe. */
public interface StoreDatabase extends AutoCloseable {
  /** Work on one connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does all of the work or, on failure, nothing. When this returns, the work is on disk.
   *
   * @param work may be run again where the database requires a retry
   */
  <T> T write(Work<T> work);

  /** Reads; sees everything written before. */
  <T> T read(Work<T> work);

  /**
   * Locks out other writers of a table until the calling work is done, so that two writers that
   * change the same rows in opposite order do not deadlock.
   */
  void claim(Connection connection, String table) throws SQLException;

  /** The tables that hold a kind of rows; each person's rows are all in one of them. */
  List<String> tables(String kind);

  /** The one of {@link #tables} that holds a person's rows. */
  String table(String kind, String person);

  /**
   * The number of the tables' {@link Layout}, 0 where there is none yet. Other callers wait until
   * the calling work is done.
   */
  int layout(Connection connection) throws SQLException;

  /** Stores the number of the layout, as part of a piece of work. */
  void layout(Connection connection, int number) throws SQLException;

  /** The clause after the columns of a table that is clustered by its primary key. */
  String clustered();

  /** The declaration of the column that records the order in which rows were stored. */
  String sequence();

  /**
   * The statement that stores an event, with parameters for person, moment, name, domain, item,
   * type and strength.
   *
   * @param table from {@link #table}
   */
  String insertion(String table);

  /**
   * Deletes a person's rows, as part of a piece of work.
   *
   * @return number of deleted rows
   */
  long erase(Connection connection, String kind, String person) throws SQLException;

  /**
   * Deletes a person's rows; traces may stay in files.
   *
   * @return number of deleted rows
   */
  default long delete(Connection connection, String kind, String person) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE person = ?".formatted(table(kind, person)))) {
      delete.setString(1, person);
      return delete.executeUpdate();
    }
  }

  /** Called after {@link #erase}, so that no trace of the rows stays in files. */
  void checkpoint();

  /** Called after rows of many people were deleted or moved, for the same reason. */
  void rewrite();

  @Override
  void close();
}

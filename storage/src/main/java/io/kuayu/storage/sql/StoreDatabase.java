package io.kuayu.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A database as the stores need it. Thread-safe. */
public interface StoreDatabase extends AutoCloseable {
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

  /** The tables in which a kind of rows is kept; each person's rows are all in one of them. */
  List<String> tables(String kind);

  /** The one of {@link #tables} in which a person's rows are. */
  String table(String kind, String person);

  /**
   * The number of the {@link Layout} that the tables have, 0 where there is none yet. Whoever else
   * asks waits until the work that this is called from is done.
   */
  int layout(Connection connection) throws SQLException;

  /** Keeps the number of the layout, as part of a piece of work. */
  void layout(Connection connection, int number) throws SQLException;

  /** What follows the columns of a table whose rows lie in the order of its primary key. */
  String clustered();

  /** The column that tells in which order rows were stored, as it is declared. */
  String sequence();

  /**
   * The statement that stores an event, with parameters for person, moment, name, domain, item,
   * type and strength.
   *
   * @param table from {@link #table}
   */
  String insertion(String table);

  /**
   * Takes a person's rows out, as part of a piece of work.
   *
   * @return how many there were
   */
  long erase(Connection connection, String kind, String person) throws SQLException;

  /**
   * Takes a person's rows out without regard to what stays in files.
   *
   * @return how many there were
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

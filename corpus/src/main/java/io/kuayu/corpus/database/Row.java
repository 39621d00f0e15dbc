package io.kuayu.corpus.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a value of the row on which a result stands.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface Row<T> {
  T read(ResultSet row) throws SQLException;
}

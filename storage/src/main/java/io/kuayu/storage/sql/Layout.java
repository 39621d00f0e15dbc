package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a store, and the version number of their layout, which the store records. Whoever
 * changes what tables hold increments the number and migrates stores of lower versions in {@link
 * #prepare}. A store of a higher version belongs to a newer Kuayu and is left unchanged.
 *
 * @param store the name of the store in messages
 * @param number of this layout, 1 or more; an empty store has 0
 * @param tables statements that create missing tables
 * @param unknownTables tables of layouts from before versions were recorded, which are no longer
 *     read
 */
record Layout(String store, int number, List<String> tables, List<String> unknownTables) {
  /** Creates missing tables; a database that is rejected is closed. */
  void prepare(StoreDatabase database) {
    try {
      database.write(
          connection -> {
            int found = database.layout(connection);
            check(connection, found);
            for (String table : tables) {
              SqliteDatabase.execute(connection, table);
            }
            if (found != number) {
              database.layout(connection, number);
            }
            return true;
          });
    } catch (KuayuException e) {
      database.close();
      throw e;
    }
  }

  private void check(Connection connection, int found) throws SQLException {
    if (found > number) {
      throw new KuayuException(
          ErrorCode.STORE_NEWER,
          "%s is of layout %d, and this Kuayu knows none above %d".formatted(store, found, number),
          "use the Kuayu that wrote it, or a newer one");
    }
    for (String table : found == 0 ? unknownTables : List.<String>of()) {
      try (ResultSet tables =
          connection.getMetaData().getTables(null, connection.getSchema(), table, null)) {
        if (tables.next()) {
          throw new KuayuException(
              ErrorCode.STORE_UNKNOWN_LAYOUT,
              "%s has a table '%s', of a layout that no release of Kuayu had"
                  .formatted(store, table),
              "move it away (for PostgreSQL: name another database) and send what it holds again");
        }
      }
    }
  }
}

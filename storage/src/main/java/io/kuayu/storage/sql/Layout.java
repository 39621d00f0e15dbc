package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a store, and the number that the store keeps of how they are laid out. Whoever
 * changes what tables hold raises the number and moves what stores of lower ones hold in {@link
 * #prepare}; a store of a higher one belongs to a newer Kuayu and is left alone.
 *
 * @param store what it is called to people
 * @param number of this layout, 1 or more; 0 is what a store has in which nothing is yet
 * @param tables statements that make them where they are missing
 * @param unknownTables tables of layouts from before there were numbers, which are no longer read
 */
record Layout(String store, int number, List<String> tables, List<String> unknownTables) {
  /** Makes the tables where they are missing; a database that is refused is closed. */
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

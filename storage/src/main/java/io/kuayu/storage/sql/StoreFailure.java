package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.sql.SQLException;

/** Describes failures of a database without any value of a row, because values may be ids. */
final class StoreFailure {
  private StoreFailure() {}

  static KuayuException of(String database, SQLException failure) {
    return new KuayuException(
        ErrorCode.STORE_FAILED,
        "the "
            + database
            + " store failed (state "
            + failure.getSQLState()
            + ", code "
            + failure.getErrorCode()
            + ")",
        "look at the disk and the database; nothing of the request was stored");
  }

  static KuayuException closed(String database) {
    return new KuayuException(
        ErrorCode.STORE_CLOSED, "the " + database + " store is closed", "start the server again");
  }
}

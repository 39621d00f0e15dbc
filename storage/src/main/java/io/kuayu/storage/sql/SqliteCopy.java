package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Copies a SQLite file while others write to it. */
public final class SqliteCopy {
  private SqliteCopy() {}

  /**
   * Writes what was committed before the call, and perhaps later commits, into one new file without
   * a log and without pages of deleted rows. Writers do not wait; an erasure may have to be
   * repeated where it meets a copy.
   *
   * @param to does not exist; only its owner may use it
   */
  public static void write(Path from, Path to) throws IOException {
    OwnerOnlyFiles.create(to, new byte[0]);
    try (Connection connection = SqliteFile.connect(from);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toString());
      copy.execute();
    } catch (SQLException e) {
      throw new KuayuException(
          ErrorCode.STORE_FAILED,
          "the file " + from + " of SQLite cannot be copied (code " + e.getErrorCode() + ")",
          "see that it is whole and that the disk of the copy has free space",
          e);
    }
    try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}

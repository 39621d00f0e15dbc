package io.kuayu.storage.sql;

import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** A SQLite file: who may read it, and how connections to it behave. */
final class SqliteFile {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
  private static final int BUSY_TIMEOUT_MILLISECONDS = 10_000;

  private SqliteFile() {}

  /**
   * Creates the file for its owner alone where it is missing, and hides an existing one from
   * everybody else. SQLite gives its auxiliary files the same permissions.
   */
  static void guard(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    if (!Files.exists(file)) {
      try {
        OwnerOnlyFiles.create(file, new byte[0]);
      } catch (FileAlreadyExistsException _) {
        // Another process created it at the same moment.
      }
    } else if (OwnerOnlyFiles.hide(file)) {
      LOG.warn("everybody could read {}: now its owner and group alone may", file);
    }
  }

  static Connection connect(Path file) throws SQLException {
    SQLiteConfig configuration = new SQLiteConfig();
    configuration.setJournalMode(JournalMode.WAL);
    // FULL syncs the log at every commit: an acknowledged event survives a power failure too.
    configuration.setSynchronous(SynchronousMode.FULL);
    configuration.setTransactionMode(TransactionMode.IMMEDIATE);
    configuration.setBusyTimeout(BUSY_TIMEOUT_MILLISECONDS);
    configuration.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    // Temporary data is never written to a file.
    configuration.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "MEMORY");
    return configuration.createConnection("jdbc:sqlite:" + file);
  }
}

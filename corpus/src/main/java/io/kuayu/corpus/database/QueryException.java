package io.kuayu.corpus.database;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.sql.SQLException;

/** A statement that DuckDB refused. The caller knows its purpose and turns it into a message. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public QueryException(SQLException cause) {
    super(firstLine(cause), cause);
  }

  /** Whether the disk is full, or a file could not be written. */
  public boolean isAboutStorage() {
    String message = String.valueOf(getMessage());
    return message.contains("No space left")
        || message.contains("disk space")
        || message.contains("max_temp_directory_size")
        || message.contains("Could not write")
        || message.contains("Failed to write");
  }

  /** Whether memory or disk were too small, rather than a statement or file wrong. */
  public boolean isAboutResources() {
    return isAboutStorage() || String.valueOf(getMessage()).startsWith("Out of Memory");
  }

  /** The failure of an import as people are told it. */
  public KuayuException toImportFailure() {
    return isAboutStorage()
        ? new KuayuException(
            ErrorCode.DISK_FULL,
            "there is no room left for the import (" + getMessage() + ")",
            "free disk space where the work folder is, or name another with 'workdir'",
            this)
        : new KuayuException(
            ErrorCode.IMPORT_FAILED,
            "the import failed (" + getMessage() + ")",
            "where memory is short, set 'import.memory-mb'; otherwise report it with this message",
            this);
  }

  private static String firstLine(SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    String told =
        message.replace(
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query"
                + " result\nError: ",
            "");
    return told.lines().findFirst().orElse("DuckDB failed without a word");
  }
}

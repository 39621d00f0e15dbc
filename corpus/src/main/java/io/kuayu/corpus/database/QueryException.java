package io.kuayu.corpus.database;

import java.sql.SQLException;

/** A statement that DuckDB refused; its caller knows what it meant and tells it to the person. */
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

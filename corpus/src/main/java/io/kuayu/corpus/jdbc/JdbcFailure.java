package io.kuayu.corpus.jdbc;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** What a database refused, as people are told it, by the classes of SQL states. */
final class JdbcFailure {
  private JdbcFailure() {}

  static KuayuException ofConnection(JdbcSource source, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String remedy;
    if (!hasDriver(source.url())) {
      List<String> known =
          Collections.list(DriverManager.getDrivers()).stream()
              .map(driver -> driver.getClass().getName())
              .sorted()
              .toList();
      remedy =
          "put the driver of this database on the class path, as with KUAYU_EXTENSIONS; there are "
              + String.join(", ", known);
    } else if (state.startsWith("28")) {
      remedy =
          "check 'login' and the password in the environment variable that 'password-env' names";
    } else if (state.equals("3D000")) {
      remedy = "check the name of the database at the end of 'url'";
    } else {
      remedy = "check 'url', and that the database runs and can be reached from here";
    }
    return new KuayuException(
        ErrorCode.SOURCE_UNREACHABLE,
        "%s: %s cannot be opened (%s)".formatted(source.place(), source.name(), firstLine(e)),
        remedy,
        e);
  }

  static KuayuException ofQuery(JdbcSource source, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String remedy;
    if (state.equals("42P01") || String.valueOf(e.getMessage()).contains("no such table")) {
      remedy = "check the names of tables in 'query', with their schema";
    } else if (state.equals("42501")) {
      remedy = "let the owner grant SELECT to 'login'";
    } else if (state.equals("25006")) {
      remedy = "write a SELECT: nothing is written to the database";
    } else if (state.startsWith("08") || state.startsWith("57")) {
      remedy = "the connection broke: see that the database runs, and try again";
    } else {
      remedy = "correct 'query': one SELECT as this database understands it";
    }
    return new KuayuException(
        ErrorCode.SOURCE_FAILED,
        "%s: the query on %s failed (%s)".formatted(source.place(), source.name(), firstLine(e)),
        remedy,
        e);
  }

  private static boolean hasDriver(String url) {
    try {
      return DriverManager.getDriver(url) != null;
    } catch (SQLException e) {
      return false;
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("without a word");
  }
}

package io.kuayu.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * All that a work folder and its linking table hold, without what differs between two moments or
 * two processes.
 *
 * @param tables rows by table, those of the stores
 * @param files content by name; texts as they are, others in hexadecimal
 * @param audit what was recorded, without the names of requests
 */
record Installation(
    Map<String, List<String>> tables, Map<String, String> files, List<String> audit) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("[0-9]{8}T[0-9]{6}[.][0-9]{9}Z");
  private static final Pattern MOMENT = Pattern.compile("20[0-9-]{8}T[0-9:.]{8,}Z");
  private static final Pattern MEASURED =
      Pattern.compile(
          "(\"(seconds|trainSeconds|peakMemoryMb)\" ?: ?|took \\| |peakMemoryMb \\| )[0-9.E-]+");

  static Installation of(Path work) {
    Map<String, List<String>> tables = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    List<String> audit = new ArrayList<>();
    try (Stream<Path> all = Files.walk(work)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = work.relativize(file).toString();
        if (name.endsWith(".db")) {
          tables.putAll(tables(file));
        } else if (name.endsWith("audit.jsonl")) {
          Files.readAllLines(file).forEach(line -> audit.add(entry(line)));
        } else if (!name.endsWith(".lock")) {
          files.put(withoutMoments(name), content(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Installation(tables, files, List.copyOf(audit));
  }

  private static String content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = String.valueOf(file.getFileName());
    boolean text = Set.of("json", "md", "CURRENT").contains(name.replaceAll(".*[.]", ""));
    return text
        ? withoutMoments(new String(bytes, StandardCharsets.UTF_8))
        : HexFormat.of().formatHex(bytes);
  }

  private static String withoutMoments(String text) {
    String timeless =
        MOMENT.matcher(VERSION.matcher(text).replaceAll("VERSION")).replaceAll("MOMENT");
    return MEASURED.matcher(timeless).replaceAll("$1NUMBER");
  }

  private static String entry(String line) {
    JsonNode entry = JSON.readTree(line);
    Map<String, String> details = new TreeMap<>();
    entry
        .get("details")
        .properties()
        .forEach(one -> details.put(one.getKey(), one.getValue().asString()));
    details.remove("request");
    return entry.get("action").asString() + " " + entry.get("outcome").asString() + details;
  }

  /** Moments are left out of the table of what waits. */
  private static Map<String, List<String>> tables(Path file) {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (String table : column(store, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
        String columns =
            String.join(
                " || '|' || ",
                column(store, "SELECT name FROM pragma_table_info('" + table + "')").stream()
                    .filter(name -> !(table.equals("waiting") && name.equals("moment")))
                    .toList());
        List<String> rows = column(store, "SELECT %s FROM %s".formatted(columns, table));
        rows.sort(Comparator.naturalOrder());
        tables.put(table, rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return tables;
  }

  private static List<String> column(Connection store, String query) throws SQLException {
    List<String> column = new ArrayList<>();
    try (Statement statement = store.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        column.add(rows.getString(1));
      }
    }
    return column;
  }

  /** Copies a folder with the moments of its files. */
  static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(
            one,
            to.resolve(from.relativize(one).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

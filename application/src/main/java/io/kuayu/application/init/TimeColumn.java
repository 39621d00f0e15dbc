package io.kuayu.application.init;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.SourceRelation;
import io.kuayu.corpus.time.TimeProfile;
import io.kuayu.corpus.time.TimeReading;
import io.kuayu.corpus.time.TimeSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the times of a column are written.
 *
 * @param note for people: the form, and from when to when
 * @param format what {@code time-format} has to say; empty where the form is recognised
 * @param ambiguous the two formats of which a person has to choose one; empty where it is clear
 * @param local whether the times tell an hour and no zone
 */
record TimeColumn(String note, List<String> format, List<String> ambiguous, boolean local) {
  /** Forms that are not recognised without being named, each with the one that may be meant too. */
  private static final List<List<String>> FURTHER =
      List.of(
          List.of("d/M/yy[,] H:mm[:ss]", "M/d/yy[,] H:mm[:ss]"),
          List.of("d/M/yyyy, H:mm[:ss]", "M/d/yyyy, H:mm[:ss]"),
          List.of("d/M/yyyy, h:mm[:ss] a", "M/d/yyyy, h:mm[:ss] a"),
          List.of("M/d/yy[,] h:mm[:ss] a", "d/M/yy[,] h:mm[:ss] a"),
          List.of("d/M/yy", "M/d/yy"),
          List.of("d.M.yy[[,] H:mm[:ss]]"),
          List.of("d.M.yyyy, H:mm[:ss]"),
          List.of("yyyy.M.d[ H:mm[:ss]]"),
          List.of("yyyy'年'M'月'd'日'[ H:mm[:ss]]"),
          List.of("yyyy'年'M'月'd'日'[ H'时'm'分'[s'秒']]"),
          List.of("d-MMM-yyyy[ H:mm[:ss]]"),
          List.of("d MMM yyyy[[,] H:mm[:ss]]"),
          List.of("d MMMM yyyy[[,] H:mm[:ss]]"),
          List.of("MMM d, yyyy[[,] H:mm[:ss]]"),
          List.of("MMM d, yyyy[[,] h:mm[:ss] a]"),
          List.of("MMMM d, yyyy[[,] H:mm[:ss]]"),
          List.of("EEEE, d MMMM yyyy, h:mm a"),
          List.of("yyyy-MM-dd HH:mm:ss Z"),
          List.of("yyyy-MM-dd HH:mm:ss[.SSSSSS] z"),
          List.of("dd/MMM/yyyy:HH:mm:ss Z"));

  private static final double NEARLY_ALL = 0.95;
  private static final int MAX_VALUES = 3_000;

  TimeColumn {
    format = List.copyOf(format);
    ambiguous = List.copyOf(ambiguous);
  }

  /**
   * Looks at a column of a sample; where days and months could be either, at all rows.
   *
   * @param reader that read the table
   */
  static Optional<TimeColumn> of(TableReader reader, SampledTable table, String name) {
    Database database = reader.database();
    ColumnProfile column = table.column(name).orElseThrow();
    List<String> values = some(column);
    String sample = literals(values);
    try {
      return recognised(database, sample, "value", values)
          .or(() -> further(database, sample, values));
    } catch (KuayuException e) {
      if (e.code() != ErrorCode.AMBIGUOUS_TIMES) {
        throw e;
      }
      if (!table.whole() && table.relation().columns().contains(name)) {
        Optional<TimeColumn> all = ofAll(reader, table, name, values);
        if (all.isPresent()) {
          return all;
        }
      }
      return Optional.of(ambiguous(values));
    }
  }

  private static Optional<TimeColumn> ofAll(
      TableReader reader, SampledTable table, String name, List<String> values) {
    SourceRelation whole = reader.whole(table);
    try {
      return recognised(
          reader.database(),
          "(SELECT CAST(%s AS VARCHAR) AS value FROM %s)"
              .formatted(Sql.name(name), whole.lenient(List.of(name))),
          "value",
          values);
    } catch (KuayuException | QueryException e) {
      return Optional.empty();
    }
  }

  private static TimeColumn ambiguous(List<String> values) {
    List<String> formats = new ArrayList<>();
    boolean dashed = values.getFirst().contains("-");
    boolean hours = values.getFirst().contains(":");
    boolean seconds = values.getFirst().matches(".*:\\d\\d:\\d\\d.*");
    boolean half = values.getFirst().matches("(?i).* [ap]m");
    if (values.getFirst().matches("\\d{4}")) {
      formats.addAll(List.of("yyyy", "seconds"));
    } else {
      String clock =
          !hours ? "" : (half ? " h:mm" : " H:mm") + (seconds ? ":ss" : "") + (half ? " a" : "");
      for (String date : List.of("dd/MM/yyyy", "MM/dd/yyyy")) {
        formats.add((dashed ? date.replace('/', '-') : date) + clock);
      }
    }
    return new TimeColumn("", List.of(), formats, hours);
  }

  private static Optional<TimeColumn> recognised(
      Database database, String relation, String column, List<String> values) {
    TimeProfile profile = TimeProfile.read(database, TimeProfile.query(column, relation));
    TimeSettings unset = new TimeSettings(List.of(), "UTC");
    return TimeReading.recognised(profile, unset, true, "times")
        .flatMap(reading -> told(database, reading, List.of(), values));
  }

  private static Optional<TimeColumn> further(
      Database database, String sample, List<String> values) {
    List<List<String>> fitting = new ArrayList<>();
    for (List<String> forms : FURTHER) {
      for (String form : forms) {
        if (reads(database, form, sample, values.size())) {
          fitting.add(List.of(form));
        }
      }
      if (fitting.size() == 2) {
        return Optional.of(
            new TimeColumn("", List.of(), fitting.stream().map(List::getFirst).toList(), true));
      }
      if (fitting.size() == 1) {
        List<String> format = fitting.getFirst();
        return TimeReading.named(new TimeSettings(format, "UTC"))
            .flatMap(reading -> told(database, reading, format, values));
      }
    }
    return Optional.empty();
  }

  private static boolean reads(Database database, String form, String sample, int count) {
    TimeReading reading = TimeReading.named(new TimeSettings(List.of(form), "UTC")).orElseThrow();
    return database.number("SELECT count(%s) FROM %s".formatted(seconds(reading), sample))
        >= NEARLY_ALL * count;
  }

  private static String seconds(TimeReading reading) {
    return reading.seconds("value", "TRY_CAST(value AS BIGINT)");
  }

  private static Optional<TimeColumn> told(
      Database database, TimeReading reading, List<String> format, List<String> values) {
    String sample = literals(values);
    String query = "SELECT %s(%s) FROM %s";
    long read = database.number(query.formatted("count", seconds(reading), sample));
    if (read < NEARLY_ALL * values.size()) {
      return Optional.empty();
    }
    long from = database.number(query.formatted("min", seconds(reading), sample));
    long to = database.number(query.formatted("max", seconds(reading), sample));
    boolean local =
        values.stream().limit(100).allMatch(value -> value.matches(".*\\d:\\d\\d.*"))
            && values.stream()
                .limit(100)
                .noneMatch(value -> value.matches(".*(Z|GMT|UTC|[+-]\\d\\d:?\\d\\d)$"));
    return Optional.of(
        new TimeColumn(
            "%s, from %s to %s"
                .formatted(reading.note().replace("times are ", ""), day(from), day(to)),
            format,
            List.of(),
            local));
  }

  /** A zone that the times of these columns may be in, as an example. */
  static String zone(List<String> columns) {
    String names = String.join(" ", columns).toLowerCase(Locale.ROOT);
    if (names.codePoints().anyMatch(Character::isIdeographic)) {
      return "Asia/Shanghai";
    }
    if (names.matches(".*(datum|zeit|kunde|artikel).*")) {
      return "Europe/Berlin";
    }
    String here = ZoneId.systemDefault().getId();
    return here.contains("/") && !here.startsWith("Etc/") ? here : "Europe/London";
  }

  private static String day(long seconds) {
    return Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static List<String> some(ColumnProfile column) {
    List<String> values = new ArrayList<>();
    int step = Math.max(1, column.distinct() / MAX_VALUES);
    int at = 0;
    for (String value : column.values()) {
      if (at++ % step == 0) {
        values.add(value);
      }
    }
    return values;
  }

  private static String literals(List<String> values) {
    return values.stream()
        .map(value -> "(" + Sql.text(value) + ")")
        .collect(Collectors.joining(", ", "(SELECT * FROM (VALUES ", ") AS sample(value))"));
  }
}

package io.kuayu.corpus.time;

import io.kuayu.corpus.database.Database;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * In which forms the times of some rows are written.
 *
 * @param forms what was found of each form that occurs; rows without a time do not count
 */
public record TimeProfile(Map<TimeForm, Found> forms) {
  /** How many rows have the same form, and the one number that tells units apart. */
  record Found(
      long count,
      double median,
      String example,
      Optional<String> dayFirst,
      Optional<String> monthFirst) {}

  /**
   * The statement whose rows {@link #read} takes, over the result of one scan.
   *
   * @param column of the times, as text
   * @param relation the rows, for use after FROM
   */
  public static String query(String column, String relation) {
    String first = "TRY_CAST(regexp_extract(t, '^\\d+') AS INTEGER)";
    String second = "TRY_CAST(regexp_extract(t, '^\\d+\\D(\\d+)', 1) AS INTEGER)";
    return """
        SELECT form, count(*) AS rows, median(abs(TRY_CAST(t AS DOUBLE))) AS middle, min(t) AS example,
          min(t) FILTER (form IN ('SLASHED', 'DASHED') AND %s > 12) AS days,
          min(t) FILTER (form IN ('SLASHED', 'DASHED') AND %s > 12) AS months
        FROM (SELECT t, %s AS form FROM (SELECT trim(%s) AS t FROM %s) WHERE t <> '')
        GROUP BY form"""
        .formatted(first, second, TimeForm.of("t"), column, relation);
  }

  /**
   * Reads a profile.
   *
   * @param query as {@link #query} makes it, or one over a table that holds its rows
   */
  public static TimeProfile read(Database database, String query) {
    Map<TimeForm, Found> forms = new EnumMap<>(TimeForm.class);
    database.each(
        query,
        row -> {
          forms.put(
              TimeForm.valueOf(row.getString("form")),
              new Found(
                  row.getLong("rows"),
                  row.getDouble("middle"),
                  row.getString("example"),
                  Optional.ofNullable(row.getString("days")),
                  Optional.ofNullable(row.getString("months"))));
          return true;
        });
    return new TimeProfile(forms);
  }

  long total() {
    return forms.values().stream().mapToLong(Found::count).sum();
  }

  /** The form of most rows; years count as numbers where there are other numbers. */
  TimeForm commonest() {
    TimeForm commonest = TimeForm.OTHER;
    long most = 0;
    for (TimeForm form : forms.keySet()) {
      if (count(form) > most) {
        most = count(form);
        commonest = form;
      }
    }
    return commonest;
  }

  /** How many rows have a form. */
  long count(TimeForm form) {
    long own = own(form);
    boolean numbers = own(TimeForm.NUMBER) > 0;
    return switch (form) {
      case NUMBER -> numbers ? own + own(TimeForm.YEAR) : 0;
      case YEAR -> numbers ? 0 : own;
      default -> own;
    };
  }

  private long own(TimeForm form) {
    Found found = forms.get(form);
    return found == null ? 0 : found.count();
  }
}

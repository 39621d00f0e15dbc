package io.kuayu.corpus.time;

/**
 * ISO 8601 dates and times as DuckDB reads them: {@code -} or {@code /} between the parts of the
 * date, {@code T} or a space before the time, an offset or the name of a zone behind it.
 */
enum IsoFormat implements TimeFormat {
  ISO;

  /** Its name in configurations. */
  static final String NAME = "iso";

  /** Minutes without seconds before an offset, which a cast refuses. */
  private static final String WITHOUT_SECONDS =
      "['%Y-%m-%dT%H:%M%z', '%Y-%m-%d %H:%M%z', '%Y-%m-%dT%H:%MZ', '%Y-%m-%d %H:%MZ']";

  /** The year comes first: without this, DuckDB reads 1/3/25 as a day of the year 1. */
  @Override
  public String seconds(String text, String number, boolean utc) {
    return """
        CASE WHEN substring(%1$s, 5, 1) IN ('-', '/', ' ') THEN
          TRY_CAST(floor(epoch(coalesce(TRY_CAST(%1$s AS TIMESTAMPTZ), try_strptime(CASE WHEN length(%1$s) < 23 THEN %1$s END, %2$s)))) AS BIGINT) END"""
        .formatted(text, WITHOUT_SECONDS);
  }
}

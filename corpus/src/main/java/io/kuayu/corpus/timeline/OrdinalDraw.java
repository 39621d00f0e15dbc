package io.kuayu.corpus.timeline;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Sql;

/**
 * Gives numbers by a hash of seed and name, so that they tell nothing of the name. Each user has a
 * hash function too, out of a universal family (Carter and Wegman, 1979), that orders the events
 * that are equal in time.
 */
public final class OrdinalDraw {
  private static final String PRIME = "2147483647";

  private OrdinalDraw() {}

  /**
   * A query for {@code users}: their names, numbers and hash functions.
   *
   * @param names a query for distinct names
   */
  public static String users(String names, long seed) {
    return sql("""
            SELECT {name}, CAST(row_number() OVER (ORDER BY hash, {name}) - 1 AS INTEGER) AS {user},
              CAST(('0x' || substr(hash, 1, 7)) AS BIGINT) * 2 + 1 AS {factor},
              CAST(('0x' || substr(hash, 9, 7)) AS BIGINT) AS {shift}
            FROM (SELECT {name}, md5(%s || {name}) AS hash FROM (%s))
            """)
        .formatted(Sql.text(seed + "/person/"), names);
  }

  /**
   * The expression by which the events of a user that are equal in time are ordered.
   *
   * @param item an expression for the number of an item
   * @param user the alias of a row with the user's hash function
   */
  public static String tie(String item, String user) {
    return sql("CAST((%1$s * %2$s.{factor} + %2$s.{shift}) %% %3$s AS INTEGER)")
        .formatted(item, user, PRIME);
  }
}

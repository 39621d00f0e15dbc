package io.kuayu.corpus.timeline;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Sql;

/**
 * Gives numbers by a hash of seed and name, so that they tell nothing of the name. Each user has a
 * hash function too that orders the events that are equal in time: a member of a universal family
 * (Carter and Wegman, 1979), whose bits are mixed afterwards. Without the mixing, the small numbers
 * of a small catalogue would keep their order.
 */
public final class OrdinalDraw {
  private static final String PRIME = "2147483647";

  /** An odd multiplier of 27 bits, so that a product with 32 bits fits a BIGINT. */
  private static final String MULTIPLIER = "73244475";

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
    String line =
        sql("((%1$s * %2$s.{factor} + %2$s.{shift}) %% %3$s)").formatted(item, user, PRIME);
    return "CAST(%s & %s AS INTEGER)".formatted(folded(mixed(mixed(line))), PRIME);
  }

  /** One round of an integer hash on 32 bits: fold the upper half down, then multiply. */
  private static String mixed(String number) {
    return "((%s * %s) & 4294967295)".formatted(folded(number), MULTIPLIER);
  }

  private static String folded(String number) {
    return "xor(%1$s, %1$s >> 16)".formatted(number);
  }
}

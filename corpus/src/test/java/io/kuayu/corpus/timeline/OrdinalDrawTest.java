package io.kuayu.corpus.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdinalDrawTest {
  private static final int USERS = 2400;
  private static final int SEEDS = 20;

  /** Exceeded once in a million by chi-square with 23 degrees of freedom. */
  private static final double LIMIT = 72;

  /**
   * Pearson's statistic of the orders in which users get some tied items: 24 orders of four items.
   */
  private static double chiSquare(Database database, long seed, List<Integer> items) {
    String values = String.join(",", items.stream().map(item -> "(" + item + ")").toList());
    String names = "SELECT 'u' || range AS name FROM range(" + USERS + ")";
    List<Long> counts =
        database.list(
            """
            SELECT count(*) FROM (
              SELECT string_agg(item, ' ' ORDER BY %s, item) AS sequence
              FROM (%s) AS p, (VALUES %s) AS i(item) GROUP BY p.name) GROUP BY sequence
            ORDER BY sequence
            """
                .formatted(OrdinalDraw.tie("item", "p"), OrdinalDraw.users(names, seed), values),
            row -> row.getLong(1));
    double expected = USERS / 24.0;
    double sum = (24 - counts.size()) * expected;
    for (long count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  @Test
  void ordersTiedItemsOfASmallCatalogueInEveryWayAlike() {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      double sum = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        double found = chiSquare(database, seed, List.of(0, 1, 2, 3));
        assertThat(found).as("seed %d", seed).isLessThan(LIMIT);
        sum += found;
      }
      assertThat(sum / SEEDS).as("mean of chi-square is 23").isBetween(17.0, 30.0);
      assertThat(chiSquare(database, 7, List.of(3, 40, 41, 300))).isLessThan(LIMIT);
      assertThat(chiSquare(database, 7, List.of(5, 70_000, 2_000_000, 2_000_001)))
          .isLessThan(LIMIT);
    }
  }

  @Test
  void givesOneOrderToASeed() {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      List<Integer> items = List.of(0, 1, 2, 3);
      assertThat(chiSquare(database, 3, items)).isEqualTo(chiSquare(database, 3, items));
      assertThat(chiSquare(database, 3, items)).isNotEqualTo(chiSquare(database, 4, items));
    }
  }
}

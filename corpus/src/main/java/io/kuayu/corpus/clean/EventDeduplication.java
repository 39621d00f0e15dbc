package io.kuayu.corpus.clean;

import io.kuayu.corpus.clean.CleanSettings.Duplicates;
import io.kuayu.corpus.database.Database;
import java.util.List;
import java.util.Locale;

/**
 * One event for a person and an item, where the policy is first, last or sum. Exact repetitions are
 * found later, where events stand in order and equal ones side by side.
 *
 * @param policy which event stays
 */
record EventDeduplication(Duplicates policy) implements EventLogRule {
  @Override
  public List<RemovedEvents> apply(Database database) {
    if (policy == Duplicates.EXACT || policy == Duplicates.KEEP) {
      return List.of();
    }
    String direction = policy == Duplicates.LAST ? "DESC" : "ASC";
    database.run(
        """
        CREATE TABLE numbered AS
        SELECT * REPLACE (CAST(%s AS FLOAT) AS value),
          row_number() OVER (PARTITION BY u, i ORDER BY ts %2$s, ord %2$s, src %2$s, row %2$s) AS nth
        FROM linked
        """
            .formatted(
                policy == Duplicates.SUM ? "sum(value) OVER (PARTITION BY u, i)" : "value",
                direction));
    List<RemovedEvents> removals =
        RemovedEvents.from(
            database,
            "numbered",
            "nth > 1",
            "duplicates",
            "left out: of the events of a person with an item the policy '%s' keeps one"
                .formatted(policy.name().toLowerCase(Locale.ROOT)));
    database.run("CREATE OR REPLACE TABLE linked AS SELECT * EXCLUDE (nth) FROM numbered");
    database.run("DROP TABLE numbered");
    return removals;
  }
}

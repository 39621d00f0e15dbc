package io.kuayu.corpus.clean;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.clean.CleanSettings.Duplicates;
import io.kuayu.corpus.database.Database;
import java.util.List;
import java.util.Locale;

/**
 * Keeps one event for each user and item if the policy is first, last or sum. Exact repetitions are
 * removed later, when the events are in order and equal ones are neighbours.
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
        sql("""
                CREATE TABLE numbered AS
                SELECT * REPLACE (CAST(%s AS FLOAT) AS {value}),
                  row_number() OVER (PARTITION BY {user}, {item}
                    ORDER BY {time} %2$s, {order} %2$s, {source} %2$s, {row} %2$s) AS nth
                FROM {linked}
                """)
            .formatted(
                sql(
                    policy == Duplicates.SUM
                        ? "sum({value}) OVER (PARTITION BY {user}, {item})"
                        : "{value}"),
                direction));
    List<RemovedEvents> removals =
        RemovedEvents.from(
            database,
            "numbered",
            "nth > 1",
            "duplicates",
            "left out: of the events of a person with an item the policy '%s' keeps one"
                .formatted(policy.name().toLowerCase(Locale.ROOT)));
    database.run(sql("CREATE OR REPLACE TABLE {linked} AS SELECT * EXCLUDE (nth) FROM numbered"));
    database.run("DROP TABLE numbered");
    return removals;
  }
}

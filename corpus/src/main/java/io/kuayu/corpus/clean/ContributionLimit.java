package io.kuayu.corpus.clean;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out the events beyond the limits of a user and of a source, and clips strengths.
 *
 * @param limits 0 for no limit
 */
record ContributionLimit(ContributionLimits limits) implements EventLogRule {
  @Override
  public List<RemovedEvents> apply(Database database) {
    List<RemovedEvents> removals = new ArrayList<>();
    if (limits.perItem() > 0) {
      removals.addAll(
          keep(
              database,
              limits.perItem(),
              "{user}, {item}",
              "DESC",
              "most-per-item",
              "a person with one item"));
    }
    if (limits.perSource() > 0) {
      removals.addAll(
          keep(
              database,
              limits.perSource(),
              "{source}, {item}, {time} // 86400",
              "ASC",
              "most-per-source",
              "one file for one item in a day"));
    }
    if (limits.perUser() > 0) {
      removals.addAll(
          keep(
              database,
              limits.perUser(),
              "{user}, (SELECT {domain} FROM {catalogue} AS c WHERE c.{item} = {linked}.{item})",
              "DESC",
              "most-per-person",
              "a person in one domain"));
    }
    if (limits.value() > 0) {
      database.run(
          sql("UPDATE {linked} SET {value} = CAST(greatest(-%1$s, least(%1$s, {value})) AS FLOAT)")
              .formatted(limits.value()));
    }
    return removals;
  }

  private static List<RemovedEvents> keep(
      Database database, int max, String group, String direction, String rule, String whose) {
    database.run(
        sql("""
                CREATE TABLE numbered AS SELECT *, row_number() OVER (
                  PARTITION BY %s ORDER BY {time} %2$s, {order} %2$s, {tie}, {source}, {row} %2$s) AS nth
                FROM {linked}
                """)
            .formatted(sql(group), direction));
    List<RemovedEvents> removals =
        RemovedEvents.from(
            database,
            "numbered",
            "nth > " + max,
            rule,
            "left out: beyond the %d events of %s that '%s' allows".formatted(max, whose, rule));
    database.run(sql("CREATE OR REPLACE TABLE {linked} AS SELECT * EXCLUDE (nth) FROM numbered"));
    database.run("DROP TABLE numbered");
    return removals;
  }
}

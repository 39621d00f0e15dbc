package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out what goes beyond the limits of a person and of a source, and cuts strengths down.
 *
 * @param limits 0 for none
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
              "u, i",
              "DESC",
              "most-per-item",
              "a person with one item"));
    }
    if (limits.perSource() > 0) {
      removals.addAll(
          keep(
              database,
              limits.perSource(),
              "src, i, ts // 86400",
              "ASC",
              "most-per-source",
              "one file for one item in a day"));
    }
    if (limits.perPerson() > 0) {
      removals.addAll(
          keep(
              database,
              limits.perPerson(),
              "u, (SELECT domain FROM catalogue AS c WHERE c.i = linked.i)",
              "DESC",
              "most-per-person",
              "a person in one domain"));
    }
    if (limits.value() > 0) {
      database.run(
          "UPDATE linked SET value = CAST(greatest(-%1$s, least(%1$s, value)) AS FLOAT)"
              .formatted(limits.value()));
    }
    return removals;
  }

  private static List<RemovedEvents> keep(
      Database database, int most, String group, String direction, String rule, String whose) {
    database.run(
        """
        CREATE TABLE weighed AS SELECT *, row_number() OVER (
          PARTITION BY %s ORDER BY ts %2$s, ord %2$s, tie, src, row %2$s) AS nth FROM linked
        """
            .formatted(group, direction));
    List<RemovedEvents> removals =
        RemovedEvents.from(
            database,
            "weighed",
            "nth > " + most,
            rule,
            "left out: beyond the %d events of %s that '%s' allows".formatted(most, whose, rule));
    database.run("CREATE OR REPLACE TABLE linked AS SELECT * EXCLUDE (nth) FROM weighed");
    database.run("DROP TABLE weighed");
    return removals;
  }
}

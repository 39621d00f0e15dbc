package io.kuayu.corpus.clean;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * The k-core of each domain: leaves out users and items with fewer than k events in it, again and
 * again, until all have enough. Removes items without events from the catalogue too.
 *
 * @param k minimum number of events; 0 for no such rule
 */
record KCore(int k) implements EventLogRule {
  @Override
  public List<RemovedEvents> apply(Database database) {
    if (k == 0) {
      return List.of();
    }
    database.run(
        sql(
            """
            CREATE TABLE cored AS SELECT l.*, c.{domain} FROM {linked} AS l JOIN {catalogue} AS c USING ({item})
            """));
    List<RemovedEvents> removals = new ArrayList<>();
    boolean changed = true;
    while (changed) {
      List<RemovedEvents> round = new ArrayList<>();
      round.addAll(
          remove(
              database,
              "{item} IN (SELECT {item} FROM cored GROUP BY {item} HAVING count(*) < %d)"));
      round.addAll(
          remove(
              database,
              """
              ({user}, {domain}) IN
                (SELECT ({user}, {domain}) FROM cored GROUP BY {user}, {domain} HAVING count(*) < %d)"""));
      removals.addAll(round);
      changed = !round.isEmpty();
    }
    database.run(sql("CREATE OR REPLACE TABLE {linked} AS SELECT * EXCLUDE ({domain}) FROM cored"));
    database.run("DROP TABLE cored");
    database.run(sql("DELETE FROM {catalogue} WHERE {item} NOT IN (SELECT {item} FROM {linked})"));
    return removals.isEmpty() ? removals : List.of(merged(removals));
  }

  private List<RemovedEvents> remove(Database database, String condition) {
    return RemovedEvents.from(database, "cored", sql(condition).formatted(k), "k-core", action());
  }

  private RemovedEvents merged(List<RemovedEvents> removals) {
    long count = removals.stream().mapToLong(RemovedEvents::count).sum();
    return new RemovedEvents("k-core", action(), count, removals.getFirst().first());
  }

  private String action() {
    return "left out: of a person or item with fewer than " + k + " events in the domain";
  }
}

package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * The k-core of each domain: people and items with fewer than k events in it are left out, again
 * and again, until none is left. Items without events go from the catalogue too.
 *
 * @param k least number of events; 0 for no such rule
 */
record KCore(int k) implements EventLogRule {
  @Override
  public List<RemovedEvents> apply(Database database) {
    if (k == 0) {
      return List.of();
    }
    database.run(
        "CREATE TABLE cored AS SELECT l.*, c.domain FROM linked AS l JOIN catalogue AS c USING (i)");
    List<RemovedEvents> removals = new ArrayList<>();
    boolean changed = true;
    while (changed) {
      List<RemovedEvents> round = new ArrayList<>();
      round.addAll(remove(database, "i IN (SELECT i FROM cored GROUP BY i HAVING count(*) < %d)"));
      round.addAll(
          remove(
              database,
              "(u, domain) IN (SELECT (u, domain) FROM cored GROUP BY u, domain HAVING count(*) < %d)"));
      removals.addAll(round);
      changed = !round.isEmpty();
    }
    database.run("CREATE OR REPLACE TABLE linked AS SELECT * EXCLUDE (domain) FROM cored");
    database.run("DROP TABLE cored");
    database.run("DELETE FROM catalogue WHERE i NOT IN (SELECT i FROM linked)");
    return removals.isEmpty() ? removals : List.of(merged(removals));
  }

  private List<RemovedEvents> remove(Database database, String condition) {
    return RemovedEvents.from(database, "cored", condition.formatted(k), "k-core", action());
  }

  private RemovedEvents merged(List<RemovedEvents> removals) {
    long count = removals.stream().mapToLong(RemovedEvents::count).sum();
    return new RemovedEvents("k-core", action(), count, removals.getFirst().first());
  }

  private String action() {
    return "left out: of a person or item with fewer than " + k + " events in the domain";
  }
}

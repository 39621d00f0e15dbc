package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import java.util.List;

/**
 * Leaves out whoever did more in one day (UTC) than people do.
 *
 * @param most events in a day; 0 for no such rule
 */
record BotUsers(int most) implements EventLogRule {
  @Override
  public List<RemovedEvents> apply(Database database) {
    if (most == 0) {
      return List.of();
    }
    String suspects =
        "SELECT u FROM linked WHERE ts IS NOT NULL GROUP BY u HAVING count(*) > " + most;
    if (database.number("SELECT count(*) FROM (" + suspects + ")") == 0) {
      return List.of();
    }
    return RemovedEvents.from(
        database,
        "linked",
        "u IN (SELECT u FROM linked WHERE ts IS NOT NULL AND u IN (%s) GROUP BY u, ts // 86400 HAVING count(*) > %d)"
            .formatted(suspects, most),
        "machine",
        "left out: all events of a person with more than " + most + " in one day");
  }
}

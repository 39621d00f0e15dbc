package io.kuayu.corpus.clean;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.schema.StagingTable;
import java.util.List;

/**
 * Leaves out users who did more in one day (UTC) than humans do.
 *
 * @param maxPerDay events of a user in a day; 0 for no such rule
 */
record BotUsers(int maxPerDay) implements EventLogRule {
  @Override
  public List<RemovedEvents> apply(Database database) {
    if (maxPerDay == 0) {
      return List.of();
    }
    String suspects =
        sql("SELECT {user} FROM {linked} WHERE {time} IS NOT NULL GROUP BY {user} HAVING count(*) > %d")
            .formatted(maxPerDay);
    if (database.number("SELECT count(*) FROM (" + suspects + ")") == 0) {
      return List.of();
    }
    return RemovedEvents.from(
        database,
        StagingTable.LINKED.sql(),
        sql("""
                {user} IN (SELECT {user} FROM {linked} WHERE {time} IS NOT NULL AND {user} IN (%s)
                  GROUP BY {user}, {time} // 86400 HAVING count(*) > %d)""")
            .formatted(suspects, maxPerDay),
        "machine",
        "left out: all events of a person with more than " + maxPerDay + " in one day");
  }
}

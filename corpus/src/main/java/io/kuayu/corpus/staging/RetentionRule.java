package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.privacy.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Leaves out events older than the retention policy allows.
 *
 * @param policy how long events are kept
 * @param now unix seconds
 */
record RetentionRule(RetentionPolicy policy, long now) {
  List<RemovedEvents> apply(Database database) {
    if (!policy.limits()) {
      return List.of();
    }
    List<String> types = types(database);
    List<String> conditions = new ArrayList<>();
    for (int code = 0; code < types.size(); code++) {
      OptionalLong cutoff = policy.cutoff(types.get(code), now);
      if (cutoff.isPresent()) {
        conditions.add(sql("({type} = %d AND {time} < %d)").formatted(code, cutoff.getAsLong()));
      }
    }
    if (conditions.isEmpty()) {
      return List.of();
    }
    return RemovedEvents.from(
        database,
        StagingTable.LINKED.sql(),
        String.join(" OR ", conditions),
        "retention",
        "left out: older than 'privacy.retention' allows");
  }

  /** A warning for each limited type that no event has: it may be misspelt. */
  List<String> unknownTypes(Database database) {
    List<String> types = types(database);
    return policy.daysOfType().keySet().stream()
        .filter(type -> !types.contains(type))
        .sorted()
        .map(
            type ->
                "'privacy.retention.%s' is about events of the type '%s', and the files hold none:"
                        .formatted(type, type)
                    + " theirs are "
                    + String.join(", ", types)
                    + "; what holds for all is 'days'")
        .toList();
  }

  private static List<String> types(Database database) {
    return database.list(
        sql("SELECT {name} FROM {types} ORDER BY {code}"), row -> row.getString(1));
  }
}

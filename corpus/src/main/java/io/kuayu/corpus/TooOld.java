package io.kuayu.corpus;

import io.kuayu.corpus.clean.Removal;
import io.kuayu.corpus.database.Database;
import io.kuayu.privacy.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Leaves out events that are kept no longer. */
record TooOld(RetentionPolicy policy, long now) {
  List<Removal> apply(Database database) {
    if (!policy.limits()) {
      return List.of();
    }
    List<String> types =
        database.list("SELECT name FROM types ORDER BY code", row -> row.getString(1));
    List<String> conditions = new ArrayList<>();
    for (int code = 0; code < types.size(); code++) {
      OptionalLong cutoff = policy.cutoff(types.get(code), now);
      if (cutoff.isPresent()) {
        conditions.add("(type = %d AND ts < %d)".formatted(code, cutoff.getAsLong()));
      }
    }
    if (conditions.isEmpty()) {
      return List.of();
    }
    return Removal.from(
        database,
        "linked",
        String.join(" OR ", conditions),
        "retention",
        "left out: older than 'privacy.retention' allows");
  }
}

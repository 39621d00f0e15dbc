package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import java.util.List;

/**
 * A rule over the events of everybody: the table {@code linked} (u, i, ts, ord, tie, type, value,
 * part, src, row), beside {@code people} and {@code catalogue}. It removes rows from it.
 */
public interface EventLogRule {
  /** Applies the rule and tells what went; nothing where nothing did. */
  List<RemovedEvents> apply(Database database);

  /** The rules that the settings ask for, in their order. */
  static List<EventLogRule> of(CleanSettings settings) {
    return List.of(
        new BotUsers(settings.mostPerDay()),
        new BurstDetection(),
        new EventDeduplication(settings.duplicates()),
        new ContributionLimit(settings.limits()),
        new KCore(settings.core()));
  }
}

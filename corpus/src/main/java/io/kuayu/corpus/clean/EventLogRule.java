package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import java.util.List;

/**
 * A rule over everybody's events, which removes rows of {@link
 * io.kuayu.corpus.schema.StagingTable#LINKED}.
 */
public interface EventLogRule {
  /** Applies the rule and returns what it removed or found; empty if nothing. */
  List<RemovedEvents> apply(Database database);

  /** The rules that the settings ask for, in their order. */
  static List<EventLogRule> of(CleanSettings settings) {
    return List.of(
        new BotUsers(settings.maxPerDay()),
        new BurstDetection(),
        new EventDeduplication(settings.duplicates()),
        new ContributionLimit(settings.limits()),
        new KCore(settings.core()));
  }
}

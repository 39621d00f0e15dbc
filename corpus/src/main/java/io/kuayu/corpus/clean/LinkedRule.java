package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import java.util.List;

/**
 * A rule over the events of everybody: the table {@code linked} (u, i, ts, ord, tie, type, value,
 * part, src, row), beside {@code people} and {@code catalogue}. It removes rows from it.
 */
public interface LinkedRule {
  /** Applies the rule and tells what went; nothing where nothing did. */
  List<Removal> apply(Database database);

  /** The rules that the settings ask for, in their order. */
  static List<LinkedRule> of(CleanSettings settings) {
    return List.of(
        new MachinePeople(settings.mostPerDay()),
        new Bursts(),
        new RepeatedEvents(settings.duplicates()),
        new LimitedWeight(settings.limits()),
        new Core(settings.core()));
  }
}

package io.kuayu.corpus.clean;

import io.kuayu.core.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much one user, or one source, can contribute: without limits, whoever writes many events
 * decides what all others are shown. 0 is no limit.
 *
 * @param perUser events of a user in a domain; the latest stay
 * @param perItem events of a user with one item; the latest stay
 * @param perSource events that one file gives to one item in a day (UTC); the first stay
 * @param value largest strength of an event
 * @param wordRepeats how often a word may stand in an item's text; further ones are taken out
 */
public record ContributionLimits(
    int perUser, int perItem, int perSource, double value, int wordRepeats) {
  /** None. */
  public static final ContributionLimits NONE = new ContributionLimits(0, 0, 0, 0, 0);

  static ContributionLimits read(Settings block) {
    return new ContributionLimits(
        block.whole("most-per-person", 0, 0, Integer.MAX_VALUE),
        block.whole("most-per-item", 0, 0, Integer.MAX_VALUE),
        block.whole("most-per-source", 0, 0, Integer.MAX_VALUE),
        block.decimal("most-value", 0, 0, 1e9),
        block.whole("word-repeats", 0, 0, 1_000));
  }

  /** The limits that are set: corpora made before there were limits stay current without them. */
  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    put(described, "most-per-person", perUser);
    put(described, "most-per-item", perItem);
    put(described, "most-per-source", perSource);
    put(described, "most-value", value);
    put(described, "word-repeats", wordRepeats);
    return described;
  }

  private static void put(Map<String, Object> described, String name, Number limit) {
    if (limit.doubleValue() > 0) {
      described.put(name, limit);
    }
  }
}

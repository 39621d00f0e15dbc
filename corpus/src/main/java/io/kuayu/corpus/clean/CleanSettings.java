package io.kuayu.corpus.clean;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.split.TimestampParser;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is done about bad rows.
 *
 * @param duplicates which of several events of a user with an item stay
 * @param unknownItems what becomes of events whose item the catalogue file does not list
 * @param from times before it are out of range, unix seconds
 * @param to times from it on are out of range, unix seconds
 * @param maxPerDay a user with more events in one day (UTC) is taken for a bot and left out; 0 for
 *     no such rule
 * @param core in each domain, users and items with fewer events are left out until none is left; 0
 *     for no such rule
 * @param textLength characters after which an item's text is cut
 * @param maxBadShare the share of the rows of a source that may be unusable, from 0 to 1
 * @param limits to the contribution of one user or one source
 */
public record CleanSettings(
    Duplicates duplicates,
    UnknownItems unknownItems,
    long from,
    long to,
    int maxPerDay,
    int core,
    int textLength,
    double maxBadShare,
    ContributionLimits limits) {
  /** The key of {@link #maxBadShare}. */
  public static final String MAX_BAD_SHARE = "clean.max-bad-share";

  /** Times before it are out of range by default. */
  public static final long MIN_TIME = 1;

  /** Times from it on, the year 2100, are out of range by default. */
  public static final long MAX_TIME = 4_102_444_800L;

  private static final double DEFAULT_BAD_SHARE = 0.05;

  /** Which of several events of a user with an item stay. */
  public enum Duplicates {
    /** All but those that repeat another in every column. */
    EXACT,
    /** The earliest. */
    FIRST,
    /** The latest. */
    LAST,
    /** The earliest, with the sum of all values. */
    SUM,
    /** All. */
    KEEP
  }

  /** What becomes of events whose item the catalogue file does not list. */
  public enum UnknownItems {
    /** They stay, the item has no text. */
    KEEP,
    /** They go. */
    DROP
  }

  /** The defaults. */
  public static CleanSettings standard() {
    return read(Settings.empty());
  }

  /** Reads the block {@code clean}. */
  public static CleanSettings read(Settings block) {
    Settings times = block.at("times");
    return new CleanSettings(
        block.choice("duplicates", Duplicates.EXACT),
        block.choice("unknown-items", UnknownItems.KEEP),
        moment(times, "from", MIN_TIME),
        moment(times, "to", MAX_TIME),
        block.whole("most-per-day", 5_000, 0, Integer.MAX_VALUE),
        block.whole("k-core", 0, 0, 1_000_000),
        block.whole("text-length", 4_000, 1, 1_000_000),
        block.decimal("max-bad-share", DEFAULT_BAD_SHARE, 0, 1),
        ContributionLimits.read(block));
  }

  /** Every choice that shapes a corpus, for manifests. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("duplicates", duplicates.name().toLowerCase(Locale.ROOT));
    described.put("unknown-items", unknownItems.name().toLowerCase(Locale.ROOT));
    described.put("times", TimestampParser.tell(from) + " to " + TimestampParser.tell(to));
    described.put("most-per-day", maxPerDay);
    described.put("k-core", core);
    described.put("text-length", textLength);
    described.putAll(limits.described());
    return described;
  }

  private static long moment(Settings block, String key, long defaultValue) {
    String text = block.text(key, "");
    OptionalLong moment =
        text.isEmpty() ? OptionalLong.of(defaultValue) : TimestampParser.parse(text);
    if (moment.isEmpty()) {
      block.problem(key, "is '" + text + "'", "allowed are dates (2014-01-01) and unix seconds");
    }
    return moment.orElse(defaultValue);
  }
}

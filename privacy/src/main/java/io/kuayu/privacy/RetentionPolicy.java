package io.kuayu.privacy;

import io.kuayu.core.settings.Settings;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How long events are kept. Older events are left out of every import. They are deleted from the
 * store by {@code kuayu retain} and when a server starts.
 *
 * @param days retention of events of any type; 0 for no limit
 * @param daysOfType retention by event type, which overrides {@code days}; 0 for no limit
 */
public record RetentionPolicy(int days, Map<String, Integer> daysOfType) {
  /** Everything is kept without limit. */
  public static final RetentionPolicy FOREVER = new RetentionPolicy(0, Map.of());

  private static final String ALL = "days";
  private static final int MAX_DAYS = 100_000;
  private static final long SECONDS_PER_DAY = 86_400;

  public RetentionPolicy {
    daysOfType = Map.copyOf(daysOfType);
  }

  /** Reads {@code days}, and the retention of each event type by its name. */
  public static RetentionPolicy read(Settings block) {
    Map<String, Integer> daysOfType = new TreeMap<>();
    for (String type : block.keys()) {
      if (!type.equals(ALL)) {
        daysOfType.put(type, block.whole(type, 0, 0, MAX_DAYS));
      }
    }
    return new RetentionPolicy(block.whole(ALL, 0, 0, MAX_DAYS), daysOfType);
  }

  /** Whether any event can expire. */
  public boolean limits() {
    return days > 0 || daysOfType.values().stream().anyMatch(some -> some > 0);
  }

  /**
   * The second before which events of a type have expired; empty where they never expire.
   *
   * @param now unix seconds
   */
  public OptionalLong cutoff(String type, long now) {
    int some = daysOfType.getOrDefault(type, days);
    return some == 0 ? OptionalLong.empty() : OptionalLong.of(now - some * SECONDS_PER_DAY);
  }

  /** The settings in force, by their configuration names. */
  public Map<String, Object> describe() {
    Map<String, Object> described = new TreeMap<>(daysOfType);
    described.put(ALL, days);
    return described;
  }
}

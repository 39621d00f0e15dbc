package io.kuayu.privacy;

import io.kuayu.core.settings.Settings;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How long events are kept. Older ones are left out of every import, and deleted from the store by
 * {@code kuayu retain} and at the start of a server.
 *
 * @param days of events of any type; 0 for ever
 * @param daysOfType of events of some types, which go before {@code days}; 0 for ever
 */
public record RetentionPolicy(int days, Map<String, Integer> daysOfType) {
  /** Everything is kept for ever. */
  public static final RetentionPolicy FOREVER = new RetentionPolicy(0, Map.of());

  private static final String ALL = "days";
  private static final int MAX_DAYS = 100_000;
  private static final long SECONDS_PER_DAY = 86_400;

  public RetentionPolicy {
    daysOfType = Map.copyOf(daysOfType);
  }

  /** Reads {@code days}, and the days of each type by its name. */
  public static RetentionPolicy read(Settings block) {
    Map<String, Integer> daysOfType = new TreeMap<>();
    for (String type : block.keys()) {
      if (!type.equals(ALL)) {
        daysOfType.put(type, block.whole(type, 0, 0, MAX_DAYS));
      }
    }
    return new RetentionPolicy(block.whole(ALL, 0, 0, MAX_DAYS), daysOfType);
  }

  /** Whether anything is ever too old. */
  public boolean limits() {
    return days > 0 || daysOfType.values().stream().anyMatch(some -> some > 0);
  }

  /**
   * The second before which events of a type are too old; empty where none is.
   *
   * @param now unix seconds
   */
  public OptionalLong cutoff(String type, long now) {
    int some = daysOfType.getOrDefault(type, days);
    return some == 0 ? OptionalLong.empty() : OptionalLong.of(now - some * SECONDS_PER_DAY);
  }

  /** What is in force, by the names of the configuration. */
  public Map<String, Object> describe() {
    Map<String, Object> described = new TreeMap<>(daysOfType);
    described.put(ALL, days);
    return described;
  }
}

package io.kuayu.application.settings;

import io.kuayu.core.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a server computes for its callers. Work is counted in units: one is a list of 10 items
 * for a history of 50 events.
 *
 * @param concurrentPerCaller requests of one caller that are worked on at one time
 * @param concurrentHeavy costly requests that are worked on at one time, of all callers; 0 for half
 *     as many as there are processors
 * @param perSecond units of one caller, sustained
 * @param burst units of one caller, at once; no request counts for more
 * @param timeBudget after which a computation stops, and its answer says what is missing
 */
public record WorkLimits(
    int concurrentPerCaller,
    int concurrentHeavy,
    double perSecond,
    int burst,
    Duration timeBudget) {
  public static final WorkLimits DEFAULT =
      new WorkLimits(64, 0, 2_000, 20_000, Duration.ofSeconds(2));

  private static final int MAX = 1_000_000_000;
  private static final double MIN_SECONDS = .001;
  private static final double MAX_SECONDS = 600;
  private static final int MILLISECONDS = 1_000;

  /** Reads its keys of the block {@code server.limits}. */
  static WorkLimits read(Settings block) {
    return new WorkLimits(
        block.whole("concurrent-per-caller", DEFAULT.concurrentPerCaller, 1, MAX),
        block.whole("concurrent-heavy", DEFAULT.concurrentHeavy, 0, MAX),
        block.decimal("work-per-second", DEFAULT.perSecond, .01, MAX),
        block.whole("work-burst", DEFAULT.burst, 1, MAX),
        Duration.ofMillis(
            Math.round(
                MILLISECONDS
                    * block.decimal(
                        "time-budget",
                        DEFAULT.timeBudget.toMillis() / (double) MILLISECONDS,
                        MIN_SECONDS,
                        MAX_SECONDS))));
  }

  /** Costly requests that are worked on at one time, one at least. */
  public int heavyPlaces() {
    return concurrentHeavy > 0
        ? concurrentHeavy
        : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** What is in force, by the names of the configuration. */
  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("concurrent-per-caller", concurrentPerCaller);
    described.put("concurrent-heavy", concurrentHeavy);
    described.put("work-per-second", perSecond);
    described.put("work-burst", burst);
    described.put("time-budget", timeBudget.toMillis() / (double) MILLISECONDS);
    return described;
  }
}

package io.kuayu.engine.live;

import io.kuayu.core.Seed;
import java.time.Duration;

/**
 * How a {@link ReloadingEngine} follows a bundle.
 *
 * @param interval between two looks for a new version; zero looks for none
 * @param warmUp whether a version answers some generated requests before it takes over
 * @param seed decides the order of items with equal scores
 */
public record ReloadOptions(Duration interval, boolean warmUp, Seed seed) {
  /** Looks every ten seconds, warms up, and breaks ties with the seed 0. */
  public static final ReloadOptions DEFAULT =
      new ReloadOptions(Duration.ofSeconds(10), true, new Seed(0));

  public ReloadOptions {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("interval is negative: " + interval);
    }
  }

  public ReloadOptions withInterval(Duration interval) {
    return new ReloadOptions(interval, warmUp, seed);
  }
}

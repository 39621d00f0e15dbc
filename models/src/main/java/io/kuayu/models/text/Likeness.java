package io.kuayu.models.text;

import io.kuayu.core.settings.Settings;

/**
 * How near an item is to a history: the largest of its cosines to the last events, where the k-th
 * last counts {@code decay^k}, plus a share of their weighted mean.
 *
 * @param history how many of the last events count
 * @param decay 1 makes all of them equal
 * @param mean weight of the mean beside the maximum
 */
record Likeness(int history, double decay, double mean) {
  static final Likeness DEFAULT = new Likeness(10, 1, 0);

  static Likeness read(Settings settings) {
    return new Likeness(
        settings.whole("history", DEFAULT.history, 1, 1000),
        settings.decimal("history-decay", DEFAULT.decay, 0.01, 1),
        settings.decimal("mean-weight", DEFAULT.mean, 0, 100));
  }

  /** The weight of an event with {@code later} counted events after it. */
  float weight(int later) {
    return (float) Math.pow(decay, later);
  }

  /** What an item without text scores: less than any cosine could. */
  float lowest() {
    return (float) (-1.01 * (1 + mean));
  }
}

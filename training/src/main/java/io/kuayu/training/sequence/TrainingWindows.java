package io.kuayu.training.sequence;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts the training events of each user into windows of limited length. */
public final class TrainingWindows {
  private TrainingWindows() {}

  /**
   * The windows, in each user's order; every event of a user except the last is in at least one
   * window. If a user has more events than fit, windows overlap by half, so that most events have a
   * history before them.
   *
   * @param length maximum number of events in a window
   */
  public static List<Context> of(Interactions interactions, int length) {
    List<Context> windows = new ArrayList<>();
    for (int user = 0; user < interactions.users(); user++) {
      Context all = training(interactions, user);
      int[] items = all.items();
      long[] times = all.timestamps();
      int end = items.length;
      while (end > 0) {
        int begin = Math.max(0, end - length);
        windows.add(
            new Context(
                Arrays.copyOfRange(items, begin, end),
                Arrays.copyOfRange(times, begin, end),
                times[end - 1]));
        end = begin == 0 ? 0 : end - Math.max(1, length / 2);
      }
    }
    return windows;
  }

  /**
   * The last window of each user who has training events.
   *
   * @param length maximum number of events in a window
   */
  public static List<Context> last(Interactions interactions, int length) {
    List<Context> windows = new ArrayList<>();
    for (int user = 0; user < interactions.users(); user++) {
      Context all = training(interactions, user);
      if (all.length() > 0) {
        windows.add(all.last(length));
      }
    }
    return windows;
  }

  /** All training events of a user, at the moment of the last. */
  private static Context training(Interactions interactions, int user) {
    int[] events =
        IntStream.range(interactions.begin(user), interactions.end(user))
            .filter(event -> interactions.part(event) == Split.TRAIN)
            .toArray();
    long[] times = Arrays.stream(events).mapToLong(interactions::timestamp).toArray();
    return new Context(
        Arrays.stream(events).map(interactions::item).toArray(),
        times,
        times.length == 0 ? 0 : times[times.length - 1]);
  }
}

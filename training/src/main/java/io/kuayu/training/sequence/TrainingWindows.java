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
   * The pieces, in each person's order; all events but the last of a person's are in one piece or
   * more. Where a person has more than fit, pieces overlap by half, so that most events are seen
   * with a history before them.
   *
   * @param length most events in a piece
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
   * One piece of each person who has training events, the last.
   *
   * @param length most events in it
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

  /** All training events of a person, at the moment of the last. */
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

package io.kuayu.models.transformer;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts everybody's training events into pieces that a network can read. */
public final class Windows {
  private Windows() {}

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
      int[] items = new int[interactions.end(user) - interactions.begin(user)];
      long[] times = new long[items.length];
      int count = 0;
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        if (interactions.part(event) == Part.TRAIN) {
          items[count] = interactions.item(event);
          times[count++] = interactions.timestamp(event);
        }
      }
      int end = count;
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
}

package io.kuayu.training;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The training events of each user in order, over all domains. */
public final class TrainingSequences {
  private final List<int[]> items;

  private TrainingSequences(List<int[]> items) {
    this.items = items;
  }

  /**
   * The last events of each user who has a training event.
   *
   * @param length maximum number of events of a user
   * @throws KuayuException where no user has any
   */
  public static TrainingSequences of(TrainingData data, int length) {
    Interactions interactions = data.interactions();
    List<int[]> sequences = new ArrayList<>();
    for (int user = 0; user < interactions.users(); user++) {
      int[] events =
          IntStream.range(interactions.begin(user), interactions.end(user))
              .filter(event -> interactions.part(event) == Split.TRAIN)
              .map(interactions::item)
              .toArray();
      if (events.length > 0) {
        int from = Math.max(0, events.length - length);
        sequences.add(Arrays.copyOfRange(events, from, events.length));
      }
    }
    if (sequences.isEmpty()) {
      throw new KuayuException(
          ErrorCode.NO_EVENTS,
          "there is no training event to learn from",
          "look at the split, and at the domains");
    }
    return new TrainingSequences(sequences);
  }

  /** Number of users. */
  public int size() {
    return items.size();
  }

  /** Ordinals, oldest first. The array is shared: do not write to it. */
  public int[] of(int person) {
    return items.get(person);
  }

  /** The number of events of each user. */
  public int[] lengths() {
    return items.stream().mapToInt(events -> events.length).toArray();
  }
}

package io.kuayu.models.blend;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.UnixTime;
import java.util.stream.IntStream;

/**
 * What a validation question knows of its person. Where times are as coarse as weeks or months,
 * nothing tells which of the events of one time came first, and a request at its beginning knows
 * none of them: then only what lies strictly before is known.
 *
 * @param isCoarse whether different times lie a week or more apart in the mean
 */
record QuestionHistory(Interactions interactions, boolean isCoarse) {
  private static final long COARSE = 7L * UnixTime.SECONDS_PER_DAY;

  static QuestionHistory of(Interactions interactions) {
    long[] times =
        IntStream.range(0, interactions.events())
            .mapToLong(interactions::timestamp)
            .sorted()
            .toArray();
    int changes = 0;
    for (int n = 1; n < times.length; n++) {
      changes += times[n] > times[n - 1] ? 1 : 0;
    }
    boolean isCoarse =
        !interactions.isApart()
            && changes > 0
            && (times[times.length - 1] - times[0]) / changes >= COARSE;
    return new QuestionHistory(interactions, isCoarse);
  }

  /** The history of a person and the moment at which an event of theirs is asked for. */
  Context before(int user, int event) {
    int first = event;
    while (isCoarse
        && first > interactions.begin(user)
        && interactions.timestamp(first - 1) == interactions.timestamp(event)) {
      first--;
    }
    return interactions.before(user, first);
  }
}

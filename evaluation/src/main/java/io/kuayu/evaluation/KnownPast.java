package io.kuayu.evaluation;

import io.kuayu.core.Context;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;

/** What was known of a person when a held-out event is asked for, before a protocol hides some. */
sealed interface KnownPast {
  /**
   * The history and the moment of the question.
   *
   * @param event a held-out event of the person
   */
  Context before(int user, int event);

  /** The moment of the question, in unix seconds. */
  long moment(int event);

  /** As the protocol demands it, for one part of the events. */
  static KnownPast of(Interactions interactions, Split part, Protocol protocol) {
    return protocol.asksForSets() ? AtTheCut.of(interactions, part) : new AtEachEvent(interactions);
  }

  /**
   * Everything before the event itself, at its own moment.
   *
   * @param interactions the events of all parts
   */
  record AtEachEvent(Interactions interactions) implements KnownPast {
    @Override
    public Context before(int user, int event) {
      return interactions.before(user, event);
    }

    @Override
    public long moment(int event) {
      return interactions.timestamp(event);
    }
  }

  /**
   * Everything of the parts before the evaluated one, at the moment at which that part begins for
   * everybody.
   *
   * @param earlier the events of those parts
   * @param cut unix seconds
   */
  record AtTheCut(Interactions earlier, long cut) implements KnownPast {
    private static AtTheCut of(Interactions interactions, Split part) {
      Interactions earlier =
          interactions.where(event -> interactions.part(event).compareTo(part) < 0);
      long cut = Long.MAX_VALUE;
      for (int event = 0; event < interactions.events(); event++) {
        if (interactions.part(event) == part) {
          cut = Math.min(cut, interactions.timestamp(event));
        }
      }
      for (int event = 0; event < earlier.events(); event++) {
        if (interactions.isApart() || earlier.timestamp(event) >= cut) {
          throw new KuayuException(
              ErrorCode.INVALID_EVALUATION,
              "protocol 'later' needs parts that one moment divides for everybody",
              "split by time: 'split: { by: time, test: 2025-06-01 }'");
        }
      }
      return new AtTheCut(earlier, cut);
    }

    @Override
    public Context before(int user, int event) {
      return earlier.all(user, cut);
    }

    @Override
    public long moment(int event) {
      return cut;
    }
  }
}

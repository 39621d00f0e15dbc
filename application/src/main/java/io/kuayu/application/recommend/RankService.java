package io.kuayu.application.recommend;

import io.kuayu.application.users.People;
import io.kuayu.core.Event;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalRequest;
import java.util.List;
import java.util.OptionalLong;

/**
 * Scores candidates that somebody else has chosen. An explicit history is all that is used, within
 * what the user allows where one is named too. Thread-safe where the scorer is.
 *
 * @param <C> how candidates are given: as keys, or as ordinals where there are millions
 */
public final class RankService<C> {
  private final Scorer<C> scorer;
  private final People people;

  /**
   * Scores candidates for a person within what they allow.
   *
   * @param <C> how candidates are given
   */
  @FunctionalInterface
  public interface Scorer<C> {
    float[] scores(Person person, PersonalRequest request, C candidates);
  }

  /**
   * The scores of some candidates.
   *
   * @param scores {@code [candidates]}; not a number where a candidate is not known
   * @param isUnknownUser whether the stored events of a user counted and there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // a value for one method call, never compared
  public record Result(float[] scores, boolean isUnknownUser) {}

  /**
   * @param scorer such as {@code engine::scores}
   * @param people who may be asked about
   */
  public RankService(Scorer<C> scorer, People people) {
    this.scorer = scorer;
    this.people = people;
  }

  /** The score of each candidate, whether or not the history holds it. */
  public Result rank(RankQuery query, C candidates) {
    Person stored = query.user().map(people::person).orElse(Person.STRANGER);
    if (query.history().isEmpty()) {
      PersonalRequest request = PersonalRequest.PLAIN.withMoment(query.moment());
      return new Result(scorer.scores(stored, request, candidates), !stored.isKnown());
    }
    List<Event> given = query.history().get();
    PersonalRequest request =
        PersonalRequest.PLAIN.withHistory(given).withMoment(moment(query, given));
    return new Result(scorer.scores(stored.withoutStored(), request, candidates), false);
  }

  /** Of a stranger all events count for the moment, those in unknown domains too. */
  private static OptionalLong moment(RankQuery query, List<Event> given) {
    return query.moment().isPresent() || query.user().isPresent()
        ? query.moment()
        : OptionalLong.of(PersonalRequest.momentAfter(given));
  }
}

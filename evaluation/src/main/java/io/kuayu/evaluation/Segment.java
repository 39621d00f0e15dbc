package io.kuayu.evaluation;

import java.util.List;

/**
 * A group of questions that is reported separately. Segments may overlap.
 *
 * @param key its name in JSON
 * @param meaning a description of its questions for users
 * @param condition the condition for membership
 */
public record Segment(String key, String meaning, Condition condition) {
  /** Decides whether one of the targets belongs to a segment. */
  @FunctionalInterface
  public interface Condition {
    boolean test(Targets targets, int target);
  }

  /** People who did nothing in the target's domain before. */
  public static final Segment COLD_USER =
      new Segment(
          "cold-user", "the person did nothing in the target's domain before", Targets::coldUser);

  /**
   * Those of them who did something in another domain: what one domain can give another shows here.
   */
  public static final Segment NEWCOMER =
      new Segment(
          "newcomer",
          "the person did nothing in the target's domain before, but something in another",
          (targets, target) -> targets.coldUser(target) && targets.otherDomainLast(target));

  /** People who did something in another domain: those to whom one domain can give another. */
  public static final Segment KNOWN_ELSEWHERE =
      new Segment(
          "known-elsewhere",
          "the person did something in another domain before",
          Targets::knownElsewhere);

  /** The segments that show how well a model serves people with little history. */
  public static final List<Segment> STANDARD =
      List.of(
          new Segment(
              "cold-item",
              "the target has no training event",
              (targets, target) -> targets.frequency(target) == 0),
          new Segment(
              "sparse-item",
              "the target has fewer than 5 training events",
              (targets, target) -> targets.frequency(target) < 5),
          COLD_USER,
          new Segment(
              "other-domain-last",
              "the person's last event was in another domain",
              Targets::otherDomainLast));

  /** By the target's number of training events: each question is in exactly one. */
  public static final List<Segment> FREQUENCIES =
      List.of(
          frequency("0", 0, 0),
          frequency("1-4", 1, 4),
          frequency("5-49", 5, 49),
          frequency("50+", 50, Integer.MAX_VALUE));

  /**
   * By the number of events that are known of the person in the target's domain when the question
   * is asked: each question is in exactly one. The first holds the questions of {@link #COLD_USER}.
   */
  public static final List<Segment> KNOWN_EVENTS =
      List.of(
          known("0", 0, 0),
          known("1", 1, 1),
          known("2", 2, 2),
          known("3-4", 3, 4),
          known("5-9", 5, 9),
          known("10+", 10, Integer.MAX_VALUE));

  /** One or two of them: two parts of {@link #KNOWN_EVENTS} as one. */
  public static final Segment FEW_KNOWN_EVENTS = known("1-2", 1, 2);

  private static Segment known(String events, int minCount, int maxCount) {
    return new Segment(
        "known-" + events,
        events + " events of the person in the target's domain are known",
        (targets, target) -> {
          int known = targets.knownEvents(target);
          return minCount <= known && known <= maxCount;
        });
  }

  private static Segment frequency(String key, int minCount, int maxCount) {
    return new Segment(
        key,
        key + " training events of the target",
        (targets, target) -> {
          int frequency = targets.frequency(target);
          return minCount <= frequency && frequency <= maxCount;
        });
  }
}

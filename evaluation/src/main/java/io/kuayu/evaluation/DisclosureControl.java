package io.kuayu.evaluation;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Decides which groups of queries are not reported: those with fewer than k users (k-anonymity of
 * statistics), and those that could be derived from the reported groups by subtraction.
 *
 * @param targets the questions
 * @param minUserSupport k; 1 hides nothing
 */
record DisclosureControl(Targets targets, int minUserSupport) {
  private static final List<List<Segment>> PARTITIONS =
      List.of(Segment.FREQUENCIES, Segment.KNOWN_EVENTS);

  /**
   * Whether a segment is hidden among the questions of one domain.
   *
   * @param domain its ordinal
   */
  boolean hides(Segment segment, int domain) {
    return hides(segment, target -> targets.domain(target) == domain);
  }

  /**
   * Whether a segment is hidden over all domains. It is also hidden where its hidden domains have
   * so few people that subtracting the other domains from the total would disclose them.
   */
  boolean hidesOverAll(Segment segment, int domains) {
    if (hides(segment, target -> true)) {
      return true;
    }
    IntPredicate hidden = DisclosureControl::none;
    for (int domain = 0; domain < domains; domain++) {
      if (hides(segment, domain)) {
        int one = domain;
        hidden = hidden.or(target -> in(segment, target) && targets.domain(target) == one);
      }
    }
    return isFew(people(hidden));
  }

  private boolean hides(Segment segment, IntPredicate scope) {
    return isFew(people(target -> scope.test(target) && in(segment, target)))
        || isFew(people(target -> scope.test(target) && !in(segment, target)))
        || completes(segment, scope)
        || completesNewcomers(segment, scope);
  }

  /** Whether few people are new in every domain, which subtraction from the new would tell. */
  private boolean completesNewcomers(Segment segment, IntPredicate scope) {
    return segment.equals(Segment.NEWCOMER)
        && isFew(
            people(
                target ->
                    scope.test(target) && in(Segment.COLD_USER, target) && !in(segment, target)));
  }

  /** Whether a segment of a partition is hidden in order to protect another hidden one. */
  private boolean completes(Segment segment, IntPredicate scope) {
    return PARTITIONS.stream()
        .anyMatch(partition -> partition.contains(segment) && completes(segment, partition, scope));
  }

  private boolean completes(Segment segment, List<Segment> partition, IntPredicate scope) {
    IntPredicate hidden = DisclosureControl::none;
    Segment smallest = segment;
    int size = Integer.MAX_VALUE;
    for (Segment other : partition) {
      int people = people(target -> scope.test(target) && in(other, target));
      if (isFew(people)) {
        hidden = hidden.or(target -> scope.test(target) && in(other, target));
      } else if (people > 0 && cost(other, people) < size) {
        size = cost(other, people);
        smallest = other;
      }
    }
    return isFew(people(hidden)) && smallest.equals(segment);
  }

  /**
   * What hiding a part costs. The people without known events are reported as {@link
   * Segment#COLD_USER} as well, so hiding them here protects nobody: they are chosen last.
   */
  private static int cost(Segment part, int people) {
    return part.equals(Segment.KNOWN_EVENTS.getFirst()) ? Integer.MAX_VALUE - 1 : people;
  }

  private static boolean none(int target) {
    return false;
  }

  private boolean in(Segment segment, int target) {
    return segment.condition().test(targets, target);
  }

  private boolean isFew(int people) {
    return 0 < people && people < minUserSupport;
  }

  /** The number of people in these questions. */
  private int people(IntPredicate chosen) {
    int people = 0;
    int last = -1;
    for (int target = 0; target < targets.size(); target++) {
      if (targets.user(target) != last && chosen.test(target)) {
        people++;
        last = targets.user(target);
      }
    }
    return people;
  }
}

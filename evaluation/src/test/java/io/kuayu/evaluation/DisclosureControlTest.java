package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Nothing that is told, and nothing that follows from it by subtraction, is about few people. */
class DisclosureControlTest {
  @Test
  void whatIsToldAndItsDifferencesAreOfNobodyOrOfManyPeople() {
    boolean hidesSome = false;
    boolean tellsSome = false;
    for (int people = 40; people <= 120; people += 20) {
      Evaluation evaluation =
          Market.random(people, people, 25, 25).evaluation(CandidateSampling.full(), 1);
      Targets targets = evaluation.targets();
      for (int least : List.of(1, 3, 5, 8)) {
        DisclosureControl disclosure = new DisclosureControl(targets, least);
        for (Segment segment : all()) {
          IntPredicate in = target -> segment.condition().test(targets, target);
          if (disclosure.hidesOverAll(segment, 2)) {
            hidesSome = true;
            assertThat(least).isGreaterThan(1);
          } else {
            tellsSome = true;
            assertNotFew(targets, in, least);
            assertNotFew(targets, in.negate(), least);
            IntPredicate hidden = target -> false;
            for (int domain = 0; domain < 2; domain++) {
              int one = domain;
              if (disclosure.hides(segment, domain)) {
                hidden = hidden.or(in.and(target -> targets.domain(target) == one));
              }
            }
            assertNotFew(targets, hidden, least);
          }
        }
        for (int domain = 0; domain < 2; domain++) {
          for (List<Segment> partition : List.of(Segment.FREQUENCIES, Segment.KNOWN_EVENTS)) {
            IntPredicate hidden = target -> false;
            for (Segment segment : partition) {
              if (disclosure.hides(segment, domain)) {
                int one = domain;
                hidden =
                    hidden.or(
                        target ->
                            targets.domain(target) == one
                                && segment.condition().test(targets, target));
              }
            }
            assertNotFew(targets, hidden, least);
          }
        }
      }
    }
    assertThat(hidesSome).isTrue();
    assertThat(tellsSome).isTrue();
  }

  @Test
  void aHiddenSegmentTellsNotEvenItsSize() {
    Evaluation evaluation = Market.random(1, 20, 12, 12).evaluation(CandidateSampling.full(), 1);
    EvaluationResult result =
        evaluation
            .withMinUserSupport(1_000)
            .run(
                new FixedModel("fixed", evaluation.catalogue(), (context, item) -> item),
                Progress.NONE);
    for (Segment segment : all()) {
      Summary summary = result.segment(segment);
      assertThat(summary.users()).isZero();
      assertThat(summary.metrics()).isEmpty();
    }
    assertThat(result.overall().users()).isPositive();
  }

  private static List<Segment> all() {
    List<Segment> all = new ArrayList<>(Segment.STANDARD);
    all.addAll(Segment.FREQUENCIES);
    all.addAll(Segment.KNOWN_EVENTS);
    return all;
  }

  private static void assertNotFew(Targets targets, IntPredicate chosen, int least) {
    Set<Integer> people = new HashSet<>();
    for (int target = 0; target < targets.size(); target++) {
      if (chosen.test(target)) {
        people.add(targets.user(target));
      }
    }
    assertThat(people.isEmpty() || people.size() >= least).isTrue();
  }

  @Test
  void hidesNewcomersWhereTheyTellOfThoseWhoAreNewEverywhere() {
    Market market = new Market(9, 9);
    for (int person = 0; person < 9; person++) {
      market.person("known " + person, "food:1 kitchen:2 food:%d!".formatted(person));
      market.person("elsewhere " + person, "kitchen:3 food:%d!".formatted(person));
    }
    Targets targets = market.evaluation(CandidateSampling.full(), 1).targets();
    assertThat(new DisclosureControl(targets, 5).hides(Segment.NEWCOMER, 0)).isFalse();
    for (int person = 0; person < 4; person++) {
      market.person("new " + person, "food:%d!".formatted(person));
    }
    Targets more = market.evaluation(CandidateSampling.full(), 1).targets();
    assertThat(new DisclosureControl(more, 5).hides(Segment.COLD_USER, 0)).isFalse();
    assertThat(new DisclosureControl(more, 5).hides(Segment.NEWCOMER, 0))
        .as("13 cold users less 9 newcomers are 4 people")
        .isTrue();
  }
}

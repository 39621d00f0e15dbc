package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCurveTest {
  private static final int PEOPLE = 300;
  private static final int ITEMS = 40;

  @TempDir private Path cache;

  /**
   * The wanted kitchen item has the number of the first food item. Person p did p modulo 8 things
   * in the kitchen before.
   */
  private static Market market() {
    Market market = new Market(ITEMS, ITEMS);
    for (int person = 0; person < PEOPLE; person++) {
      StringBuilder events = new StringBuilder("food:" + person % ITEMS);
      for (int known = 1; known <= person % 8; known++) {
        events.append(" kitchen:").append((person + known) % ITEMS);
      }
      market.person(
          "person " + person, events.append(" kitchen:" + person % ITEMS + "!").toString());
    }
    return market;
  }

  /** Follows the first food item where it has learnt from fewer than so many kitchen events. */
  private static Trainer follower(List<TrainingData> seen, int enough) {
    return (data, run) -> {
      seen.add(data);
      boolean needs = eventsIn(data, "kitchen") < enough;
      return new FixedModel(
          "follower",
          data.catalogue(),
          (context, item) ->
              needs
                      && context.length() > 0
                      && data.catalogue().positionOf(context.items()[0])
                          == data.catalogue().positionOf(item)
                      && data.catalogue().domainOf(context.items()[0]) == 0
                  ? 1
                  : 0);
    };
  }

  private static long eventsIn(TrainingData data, String domain) {
    Interactions events = data.interactions();
    int ordinal = data.catalogue().domain(domain);
    long count = 0;
    for (int event = 0; event < events.events(); event++) {
      count += data.catalogue().domainOf(events.item(event)) == ordinal ? 1 : 0;
    }
    return count;
  }

  private static TransferCurve curve(Trainer trainer, TrainingData data, Path cache, int support) {
    TrainingRun run = TrainingRun.quiet(42, cache);
    Model model = trainer.train(data, run);
    EvaluationResult together =
        market()
            .evaluation(CandidateSampling.full(), 1)
            .withMinUserSupport(support)
            .run("mine", model, Progress.NONE);
    return Transfer.measure(
            together, trainer, data, run, Optional.of(model), TransferCurve.Extent.ALL)
        .curve()
        .orElseThrow();
  }

  private static TrainingData data() {
    return new TrainingData(market().catalogue(), market().interactions());
  }

  @Test
  void tellsTheGainByTheNumberOfKnownEvents() {
    List<TransferCurve.Known> known =
        curve(follower(new ArrayList<>(), Integer.MAX_VALUE), data(), cache, 1).known();
    assertThat(known)
        .extracting(point -> point.segment().key())
        .containsExactly("known-0", "known-1", "known-2", "known-3-4", "known-5-9");
    for (TransferCurve.Known point : known) {
      assertThat(point.row().domain()).isEqualTo("kitchen");
      assertThat(point.row().together().value(Metric.NDCG_10)).isEqualTo(1);
      assertThat(point.row().alone().value(Metric.NDCG_10)).isZero();
      assertThat(point.adjustedP()).isBetween(point.row().difference().p(), .05);
    }
    assertThat(known.getFirst().row().difference().users()).isEqualTo(38);
    assertThat(known.get(3).row().difference().users()).isEqualTo(38 + 37);
  }

  @Test
  void tellsItOverAllDomainsToo() {
    List<TransferCurve.Known> overall =
        curve(follower(new ArrayList<>(), Integer.MAX_VALUE), data(), cache, 1).overall();
    TransferCurve.Known few = overall.getLast();
    assertThat(few.segment()).isEqualTo(Segment.FEW_KNOWN_EVENTS);
    assertThat(few.row().difference().users())
        .isEqualTo(
            overall.get(1).row().difference().users() + overall.get(2).row().difference().users());
    assertThat(few.row().difference().better()).isEqualTo(few.row().difference().users());
    assertThat(curve(follower(new ArrayList<>(), 0), data(), cache, 39).overall())
        .as("one or two events would tell of those with two")
        .extracting(point -> point.segment().key())
        .doesNotContain("known-1-2");
  }

  @Test
  void hidesAllButTheLastEventsOfTheSamePeople() {
    List<Integer> most = new ArrayList<>();
    Trainer trainer =
        (data, run) ->
            new FixedModel(
                "counter",
                data.catalogue(),
                (context, item) -> {
                  int home = (int) Arrays.stream(context.items()).filter(o -> o >= ITEMS).count();
                  synchronized (most) {
                    most.add(home);
                  }
                  boolean isWanted =
                      context.length() > home && context.items()[0] == item - ITEMS && home < 2;
                  return isWanted ? 1 : 0;
                });
    List<TransferCurve.Left> left = curve(trainer, data(), cache, 1).left();
    assertThat(left).extracting(TransferCurve.Left::events).containsExactly(0, 1, 2, 4);
    assertThat(left).allMatch(point -> point.row().difference().users() == PEOPLE);
    assertThat(left.get(0).row().together().value(Metric.NDCG_10)).isEqualTo(1);
    assertThat(left.get(1).row().together().value(Metric.NDCG_10)).isEqualTo(1);
    assertThat(left.get(2).row().together().value(Metric.NDCG_10))
        .isCloseTo(76 / 300.0, within(1e-9));
    assertThat(left).allMatch(point -> point.row().alone().value(Metric.NDCG_10) == 0);
    assertThat(most).contains(7);
  }

  @Test
  void leavesOutGroupsOfFewPeople() {
    assertThat(curve(follower(new ArrayList<>(), Integer.MAX_VALUE), data(), cache, 100).known())
        .extracting(point -> point.segment().key())
        .containsExactly("known-5-9");
  }

  @Test
  void trainsBothModelsWithFewerPeopleOfTheDomain() {
    List<TrainingData> seen = new ArrayList<>();
    int enough = 200;
    List<TransferCurve.Cut> cuts = curve(follower(seen, enough), data(), cache, 1).cuts();
    assertThat(cuts)
        .extracting(TransferCurve.Cut::share)
        .containsExactly(1.0, 1 / 3.0, .1, 1 / 30.0);
    assertThat(cuts.getFirst().people()).isEqualTo(PEOPLE - 38);
    for (int n = 0; n < cuts.size(); n++) {
      TransferCurve.Cut cut = cuts.get(n);
      double expected = (PEOPLE - 38) * cut.share();
      assertThat((double) cut.people())
          .isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
      assertThat(cut.row().difference().users()).as("everybody is asked").isEqualTo(PEOPLE);
      boolean needs = eventsIn(seen.get(2 * n), "kitchen") < enough;
      assertThat(cut.row().together().value(Metric.NDCG_10)).isEqualTo(needs ? 1 : 0);
      assertThat(cut.row().alone().value(Metric.NDCG_10)).isZero();
      assertThat(eventsIn(seen.get(2 * n), "food")).as("sources stay whole").isEqualTo(PEOPLE);
      assertThat(eventsIn(seen.get(2 * n + 1), "food")).as("the twin").isZero();
      assertThat(eventsIn(seen.get(2 * n + 1), "kitchen"))
          .isEqualTo(eventsIn(seen.get(2 * n), "kitchen"));
    }
    assertThat(cuts.getFirst().row().difference().p()).isEqualTo(1);
    assertThat(cuts.getLast().adjustedP()).isLessThan(.01);
  }

  @Test
  void thePeopleOfASmallerShareAreAmongThoseOfALargerOne() {
    Set<String> larger = new TreeSet<>();
    for (double share : new double[] {1, 1 / 3.0, .1, 1 / 30.0}) {
      TrainingData left = new TransferCut(1, share, new Seed(7)).of(data());
      Set<String> kept = new TreeSet<>();
      for (int user = 0; user < left.interactions().users(); user++) {
        for (int e = left.interactions().begin(user); e < left.interactions().end(user); e++) {
          assertThat(left.interactions().part(e)).isNotEqualTo(Split.TEST);
          if (left.catalogue().domainOf(left.interactions().item(e)) == 1) {
            kept.add(left.interactions().user(user));
          }
        }
      }
      if (share < 1) {
        assertThat(larger).containsAll(kept).hasSizeGreaterThan(kept.size());
      }
      larger = kept;
    }
  }
}

package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static FixedModel descending(Catalogue catalogue) {
    return new FixedModel("descending", catalogue, (context, item) -> -item);
  }

  private static FixedModel hashed(Catalogue catalogue) {
    return new FixedModel(
        "hashed",
        catalogue,
        (context, item) ->
            new Seed(item).derive(context.length()).derive(context.now()).random().nextInt(1000));
  }

  private static EvaluationResult run(Market market, FixedModel model) {
    return market.evaluation(CandidateSampling.full(), 1).run(model, Progress.NONE);
  }

  @Test
  void ranksTheTargetAmongItemsOfItsDomainOutsideTheHistory() {
    Market market = new Market(5, 2).person("p", "food:0 kitchen:0 food:1? food:3!");
    EvaluationResult result = run(market, descending(market.catalogue()));
    assertThat(result.rank(0)).as("food:2 alone is better").isEqualTo(2);
  }

  @Test
  void keepsTheTargetACandidateWhenItIsInTheHistory() {
    Market market = new Market(5, 2).person("p", "food:0 food:1 food:0!");
    EvaluationResult result = run(market, descending(market.catalogue()));
    assertThat(result.rank(0)).isEqualTo(1);
    assertThat(result.domain(0).coverage().orElseThrow()).as("all but food:1").isEqualTo(0.8);
  }

  @Test
  void ranksTiesAgainstTheTarget() {
    Market market = new Market(8, 1).person("p", "food:0 food:1!");
    EvaluationResult result = run(market, new FixedModel("same", market.catalogue(), (c, i) -> 1));
    assertThat(result.rank(0)).isEqualTo(7);
  }

  @Test
  void asksAtTheMomentOfTheTargetWithEverythingBeforeIt() {
    Market market = new Market(5, 2).person("p", "food:0 kitchen:1 food:1? food:3!");
    List<Context> asked = new ArrayList<>();
    run(
        market,
        new FixedModel(
            "spy",
            market.catalogue(),
            (context, item) -> {
              asked.add(context);
              return 0;
            }));
    assertThat(asked.getFirst().items()).containsExactly(0, 6, 1);
    assertThat(asked.getFirst().now()).isEqualTo(1_000_180);
    assertThat(asked.getFirst().timestamps()).containsExactly(1_000_000, 1_000_060, 1_000_120);
  }

  @Test
  void asksTheValidationPartWhereTold() {
    Market market = new Market(5, 2).person("p", "food:0 food:1? food:3!");
    Evaluation valid = market.evaluation(CandidateSampling.full(), 1).withThreads(Split.VALID);
    EvaluationResult result = valid.run(descending(market.catalogue()), Progress.NONE);
    assertThat(result.rank(0)).isEqualTo(1);
    assertThat(valid.targets().event(0)).isEqualTo(1);
  }

  @Test
  void countsCoverageOverTheListsOfTen() {
    Market market = new Market(40, 4).person("p", "food:0 food:30!").person("q", "food:1 food:2!");
    EvaluationResult result = run(market, descending(market.catalogue()));
    // p is shown food:1 … food:10, q food:0 and food:2 … food:10: eleven of forty.
    assertThat(result.domain(0).coverage().orElseThrow()).isEqualTo(11 / 40.0);
    assertThat(result.domain(1).coverage().orElseThrow()).isZero();
  }

  @Test
  void weighsPeopleTheSameHoweverOftenTheyAreAsked() {
    Market market =
        new Market(30, 2)
            .person("busy", "food:20 food:0! food:1! food:19! food:18!")
            .person("calm", "food:21 food:0!");
    Summary food = run(market, descending(market.catalogue())).domain(0);
    assertThat(food.users()).isEqualTo(2);
    assertThat(food.targets()).isEqualTo(5);
    // busy: ranks 1, 1, 18, 17, hence half of them within ten; calm: rank 1.
    assertThat(food.value(Metric.hit(10))).isCloseTo((0.5 + 1) / 2, within(1e-12));
    assertThat(food.value(Metric.MRR))
        .isCloseTo(((1 + 1 + 1 / 18.0 + 1 / 17.0) / 4 + 1) / 2, within(1e-12));
  }

  @Test
  void findsTheSegments() {
    Market market =
        new Market(5, 5)
            .person("a", "food:0 food:1 kitchen:2!")
            .person("b", "kitchen:2 food:0 kitchen:3!")
            .person("c", "food:0 kitchen:1 kitchen:2!");
    Targets targets = market.evaluation(CandidateSampling.full(), 1).targets();
    List<List<String>> found = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      int each = target;
      found.add(
          Segment.STANDARD.stream()
              .filter(segment -> segment.condition().test(targets, each))
              .map(Segment::key)
              .toList());
    }
    assertThat(found)
        .containsExactly(
            List.of("sparse-item", "cold-user", "other-domain-last"),
            List.of("cold-item", "sparse-item", "other-domain-last"),
            List.of("sparse-item"));
  }

  @Test
  void putsEachTargetIntoOneFrequencyBucket() {
    Market market = Market.random(3, 300, 10, 40);
    Targets targets = market.evaluation(CandidateSampling.full(), 1).targets();
    for (int target = 0; target < targets.size(); target++) {
      int each = target;
      assertThat(Segment.FREQUENCIES).filteredOn(s -> s.condition().test(targets, each)).hasSize(1);
      assertThat(Segment.KNOWN_EVENTS)
          .filteredOn(s -> s.condition().test(targets, each))
          .hasSize(1);
    }
  }

  @Test
  void givesTheSameWithAnyNumberOfThreads() {
    for (long seed = 1; seed <= 5; seed++) {
      Market market = Market.random(seed, 200, 60, 30);
      for (CandidateSampling candidates :
          List.of(CandidateSampling.full(), CandidateSampling.sampled(10))) {
        EvaluationResult one =
            market.evaluation(candidates, 1).run(hashed(market.catalogue()), Progress.NONE);
        EvaluationResult four =
            market.evaluation(candidates, 4).run(hashed(market.catalogue()), Progress.NONE);
        for (int domain = 0; domain < 2; domain++) {
          assertThat(four.domain(domain)).as("seed " + seed).isEqualTo(one.domain(domain));
        }
      }
    }
  }

  @Test
  void neverRanksWorseAmongSampledThanAmongAllCandidates() {
    for (long seed = 1; seed <= 5; seed++) {
      Market market = Market.random(seed, 100, 60, 30);
      FixedModel model = hashed(market.catalogue());
      EvaluationResult full = run(market, model);
      EvaluationResult sampled =
          market.evaluation(CandidateSampling.sampled(20), 1).run(model, Progress.NONE);
      EvaluationResult all =
          market.evaluation(CandidateSampling.sampled(1000), 1).run(model, Progress.NONE);
      for (int target = 0; target < full.evaluation().targets().size(); target++) {
        assertThat(sampled.rank(target)).as("seed " + seed).isLessThanOrEqualTo(full.rank(target));
        assertThat(all.rank(target)).as("seed " + seed).isEqualTo(full.rank(target));
      }
      assertThat(sampled.domain(0).coverage())
          .as("coverage is always of the full ranking")
          .isEqualTo(full.domain(0).coverage());
    }
  }

  @Test
  void namesTheModelThatGivesAScoreThatIsNotFinite() {
    Market market = new Market(5, 2).person("p", "food:0 food:3!");
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      var model = new FixedModel("bad", market.catalogue(), (c, item) -> item == 2 ? bad : 0);
      assertThatThrownBy(() -> run(market, model))
          .isInstanceOf(KuayuException.class)
          .hasMessageContaining("'bad'")
          .hasMessageContaining("food:2");
    }
  }

  @Test
  void refusesAModelOfAnotherCatalogue() {
    Market market = new Market(5, 2).person("p", "food:0 food:3!");
    assertThatThrownBy(() -> run(market, descending(new Market(4, 2).catalogue())))
        .isInstanceOf(KuayuException.class)
        .hasMessage("model 'descending' knows 4 items of domain food, the corpus has 5");
  }

  @Test
  void saysThatThereIsNothingToAsk() {
    Market market = new Market(5, 2).person("p", "food:0 food:3");
    assertThatThrownBy(() -> run(market, descending(market.catalogue())))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("nothing to ask");
  }

  @Test
  void asksInTheOrderOfTime() {
    Market market = Market.random(7, 50, 20, 20);
    Set<Long> moments = Collections.newSetFromMap(new ConcurrentHashMap<>());
    List<Long> order = new ArrayList<>();
    FixedModel model =
        new FixedModel(
            "spy",
            market.catalogue(),
            (context, item) -> {
              if (moments.add(context.now())) {
                order.add(context.now());
              }
              return 0;
            });
    run(market, model);
    assertThat(order).isSorted();
  }
}

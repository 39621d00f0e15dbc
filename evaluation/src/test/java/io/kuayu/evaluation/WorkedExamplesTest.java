package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.metric.Rank;
import org.junit.jupiter.api.Test;

/** The examples of docs/metrics.md, number by number. */
class WorkedExamplesTest {
  private static final double DIGITS = 5e-5;

  /** Three people whose targets reach the ranks 3, 1 and 12 among fifteen dishes. */
  private static Summary threePeople() {
    Market market =
        new Market(15, 1)
            .person("Ada", "kitchen:0 food:2!")
            .person("Bo", "kitchen:0 food:0!")
            .person("Chen", "kitchen:0 food:11!");
    FixedModel model = new FixedModel("m", market.catalogue(), (context, item) -> -item);
    return market.evaluation(CandidateSampling.full(), 1).run(model, Progress.NONE).domain(0);
  }

  @Test
  void rank() {
    float[] scores = {.9f, .7f, .7f, .4f, .1f, .8f};
    boolean[] leftOut = {false, false, false, false, false, true};
    assertThat(Rank.of(scores, 2, leftOut)).isEqualTo(3);
  }

  @Test
  void hitRate() {
    assertThat(threePeople().value(Metric.hit(5))).isCloseTo(.6667, within(DIGITS));
    assertThat(threePeople().value(Metric.hit(10))).isCloseTo(.6667, within(DIGITS));
  }

  @Test
  void recall() {
    assertThat(threePeople().value(Metric.recall(10))).isCloseTo(.6667, within(DIGITS));
    assertThat(threePeople().value(Metric.recall(50))).isEqualTo(1);
  }

  @Test
  void ndcg() {
    assertThat(Metric.NDCG_10.ofRank().applyAsDouble(3)).isCloseTo(.5, within(1e-12));
    assertThat(threePeople().value(Metric.NDCG_10)).isCloseTo(.5, within(1e-12));
  }

  @Test
  void reciprocalRank() {
    assertThat(threePeople().value(Metric.MRR)).isCloseTo(.4722, within(DIGITS));
  }

  @Test
  void coverage() {
    assertThat(threePeople().coverage().orElseThrow()).isCloseTo(.6667, within(DIGITS));
  }

  @Test
  void everybodyWeighsTheSame() {
    Market market =
        new Market(15, 1)
            .person("Ada", "kitchen:0 food:0! kitchen:0 food:3!")
            .person("Bo", "kitchen:0 food:11!");
    FixedModel model = new FixedModel("m", market.catalogue(), (context, item) -> -item);
    Summary summary =
        market.evaluation(CandidateSampling.full(), 1).run(model, Progress.NONE).domain(0);
    assertThat(summary.users()).isEqualTo(2);
    assertThat(summary.targets()).isEqualTo(3);
    assertThat(summary.value(Metric.NDCG_10)).isCloseTo(.375, within(1e-12));
  }

  @Test
  void pairedTest() {
    double[] model = {1, .5, .5, .5, .5};
    double[] other = {.5, 0, .25, .5, .75};
    Difference difference = PairedTest.of(model, other, new Seed(1));
    assertThat(difference.mean().value()).isCloseTo(.2, within(1e-12));
    assertThat(difference.better()).isEqualTo(3);
    assertThat(difference.worse()).isEqualTo(1);
    assertThat(difference.equal()).isEqualTo(1);
    assertThat(difference.p()).isEqualTo(.375);
    assertThat(difference.effect()).isCloseTo(.6136, within(DIGITS));
  }

  @Test
  void holm() {
    assertThat(Holm.adjusted(new double[] {.01, .04, .03})).containsExactly(.03, .06, .06);
  }
}

package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedTestTest {
  @Test
  void findsNoDifferenceBetweenAModelAndItself() {
    double[] values = {0, .5, 1};
    Difference difference = PairedTest.of(values, values, new Seed(1));
    assertThat(difference.p()).isEqualTo(1);
    assertThat(difference.equal()).isEqualTo(3);
    assertThat(difference.effect()).isZero();
  }

  @Test
  void isExactForFewPeople() {
    assertThat(PairedTest.of(new double[] {1, 1, 1}, new double[3], new Seed(1)).p())
        .as("two of the eight choices of signs")
        .isEqualTo(2 / 8.0);
  }

  @Test
  void agreesWithTheExactTestWhereItDraws() {
    // Twenty people, all +1: chance gives it twice in 2^20. With 14 of 20 the binomial tail is
    // .115.
    double[] values = new double[20];
    Arrays.fill(values, 0, 14, 1);
    Arrays.fill(values, 14, 20, -1);
    assertThat(PairedTest.of(values, new double[20], new Seed(5)).p())
        .isCloseTo(.1153, within(.01));
  }

  @Test
  void callsChanceDifferencesSignificantAsOftenAsItSays() {
    int found = 0;
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new Seed(seed).random();
      double[] left = random.doubles(40).toArray();
      double[] right = random.doubles(40).toArray();
      found += PairedTest.of(left, right, new Seed(seed)).p() < .05 ? 1 : 0;
    }
    assertThat(found).isBetween(2, 22);
  }

  @Test
  void turnsWithItsModels() {
    Market market = Market.random(4, 120, 40, 30);
    FixedModel up = new FixedModel("up", market.catalogue(), (context, item) -> item);
    FixedModel down = new FixedModel("down", market.catalogue(), (context, item) -> -item);
    Evaluation evaluation = market.evaluation(CandidateSampling.full(), 2);
    List<Comparison> comparisons =
        Comparison.all(
            List.of(evaluation.run(up, Progress.NONE), evaluation.run(down, Progress.NONE)));
    assertThat(comparisons).hasSize(2).extracting(Comparison::domain).contains("food", "kitchen");
    Comparison comparison = comparisons.getFirst();
    assertThat(comparison.reversed().reversed()).isEqualTo(comparison);
    assertThat(comparison.reversed().model()).isEqualTo("down");
    assertThat(comparison.reversed().difference().better())
        .isEqualTo(comparison.difference().worse());
  }
}

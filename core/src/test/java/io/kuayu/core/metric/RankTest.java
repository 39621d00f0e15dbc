package io.kuayu.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankTest {
  @Test
  void countsTheCandidatesThatAreNotWorse() {
    float[] scores = {.9f, .7f, .5f, .4f};
    assertThat(Rank.of(scores, 2, new boolean[4])).isEqualTo(3);
    assertThat(Rank.of(scores, 2, new boolean[] {true, false, false, false})).isEqualTo(2);
    assertThat(Rank.of(scores, 0, new boolean[] {true, true, true, true})).isEqualTo(1);
  }

  @Test
  void ranksTiesAgainstTheTarget() {
    assertThat(Rank.of(new float[] {1, 1, 1}, 0, new boolean[3])).isEqualTo(3);
    assertThat(Rank.of(new float[] {0f, -0f}, 0, new boolean[2])).isEqualTo(2);
    assertThat(Rank.among(new float[] {1, 1, 1}, 0, new int[] {1})).isEqualTo(2);
  }

  @Test
  void ranksScoresThatAreNoNumbersAgainstTheTarget() {
    float[] scores = {Float.NaN, 1, 0};
    assertThat(Rank.of(scores, 1, new boolean[3])).isEqualTo(2);
    assertThat(Rank.of(scores, 0, new boolean[3])).as("the target's own").isEqualTo(3);
  }

  @Test
  void countsTheTargetOnceAmongCandidates() {
    assertThat(Rank.among(new float[] {1, 2, 3}, 1, new int[] {0, 1, 2})).isEqualTo(2);
  }

  @Test
  void countsTheSameEitherWay() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new Seed(seed).random();
      float[] scores = new float[30];
      boolean[] leftOut = new boolean[30];
      for (int index = 0; index < 30; index++) {
        scores[index] = random.nextInt(10);
        leftOut[index] = random.nextInt(4) == 0;
      }
      int target = random.nextInt(30);
      int[] candidates = IntStream.range(0, 30).filter(index -> !leftOut[index]).toArray();
      long better =
          Arrays.stream(candidates)
              .filter(index -> index != target && scores[index] >= scores[target])
              .count();
      assertThat(Rank.of(scores, target, leftOut))
          .as("seed " + seed)
          .isEqualTo(Rank.among(scores, target, candidates))
          .isEqualTo((int) better + 1);
    }
  }

  @Test
  void givesTheMetricsOfARank() {
    assertThat(Rank.ndcg(1, 10)).isEqualTo(1);
    assertThat(Rank.ndcg(3, 10)).isCloseTo(.5, within(1e-12));
    assertThat(Rank.ndcg(10, 10)).isCloseTo(.289065, within(1e-6));
    assertThat(Rank.ndcg(11, 10)).isZero();
    assertThat(Rank.hit(10, 10)).isEqualTo(1);
    assertThat(Rank.hit(11, 10)).isZero();
    assertThat(Rank.reciprocal(4)).isEqualTo(.25);
  }
}

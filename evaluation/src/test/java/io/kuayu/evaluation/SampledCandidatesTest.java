package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampledCandidatesTest {
  private static final Market MARKET =
      new Market(20, 5)
          .person("p", "food:3 food:7 kitchen:1 food:9! food:11!")
          .person("q", "food:0 food:1!");

  private static int[] draw(long seed, int user, int event, int count) {
    Interactions interactions = MARKET.interactions();
    return SampledCandidates.draw(
        MARKET.catalogue(), interactions, new Seed(seed), user, event, 0, count);
  }

  @Test
  void leavesOutEveryItemOfThePersonAndRepeatsNone() {
    for (long seed = 0; seed < 200; seed++) {
      int[] drawn = draw(seed, 0, 3, 10);
      assertThat(drawn).as("seed " + seed).hasSize(10).doesNotHaveDuplicates();
      assertThat(drawn).as("seed " + seed).doesNotContain(3, 7, 9, 11);
    }
  }

  @Test
  void drawsAllWhereThereAreFewer() {
    int[] drawn = draw(1, 0, 3, 999);
    Arrays.sort(drawn);
    assertThat(drawn).containsExactly(0, 1, 2, 4, 5, 6, 8, 10, 12, 13, 14, 15, 16, 17, 18, 19);
  }

  @Test
  void dependsOnSeedPersonAndQuestionAlone() {
    assertThat(draw(1, 0, 3, 10)).isEqualTo(draw(1, 0, 3, 10));
    assertThat(draw(1, 0, 3, 10)).isNotEqualTo(draw(2, 0, 3, 10));
    assertThat(draw(1, 0, 3, 10)).isNotEqualTo(draw(1, 0, 4, 10));
    assertThat(draw(1, 0, 3, 10)).isNotEqualTo(draw(1, 1, 6, 10));
  }

  @Test
  void drawsEachItemEquallyOften() {
    int[] counts = new int[20];
    for (long seed = 0; seed < 4000; seed++) {
      for (int position : draw(seed, 0, 3, 4)) {
        counts[position]++;
      }
    }
    for (int position : new int[] {0, 1, 8, 10, 19}) {
      assertThat(counts[position] / 4000.0).isCloseTo(4 / 16.0, within(0.03));
    }
  }
}

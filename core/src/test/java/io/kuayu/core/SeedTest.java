package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void derivesTheSameSeedForTheSamePurpose() {
    assertThat(new Seed(42).derive("negatives")).isEqualTo(new Seed(42).derive("negatives"));
    assertThat(new Seed(42).derive(7)).isEqualTo(new Seed(42).derive(7));
    assertThat(new Seed(42).derive("深度学习")).isNotEqualTo(new Seed(42).derive("深度学"));
  }

  @Test
  void derivesAnotherSeedForEachPurposeNumberAndParent() {
    Set<Seed> seen = new HashSet<>();
    for (long parent = 0; parent < 100; parent++) {
      for (int child = 0; child < 100; child++) {
        assertThat(seen.add(new Seed(parent).derive(child))).as(parent + "." + child).isTrue();
        assertThat(seen.add(new Seed(parent).derive("purpose " + child))).isTrue();
      }
    }
  }

  @Test
  void startsNeighbouringSeedsFarApart() {
    double sum = 0;
    for (long number = 0; number < 2000; number++) {
      sum += new Seed(1).derive(number).random().nextDouble();
    }
    assertThat(sum / 2000).isCloseTo(.5, within(.02));
  }
}

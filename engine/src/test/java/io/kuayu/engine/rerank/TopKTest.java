package io.kuayu.engine.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TopKTest {
  @Test
  void keepsWhatSortingWouldPutFirst() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new Seed(seed).random();
      int offered = random.nextInt(40);
      int most = 1 + random.nextInt(20);
      TopK best = new TopK(most);
      List<Candidate> all = new ArrayList<>();
      for (int item = 0; item < offered; item++) {
        Candidate candidate = new Candidate(item, random.nextInt(6), random.nextInt(1_000_000));
        all.add(candidate);
        best.offer(candidate.item(), candidate.score(), candidate.tie());
      }
      all.sort(null);
      assertThat(best.descending())
          .as("seed %s", seed)
          .containsExactlyElementsOf(all.subList(0, Math.min(most, offered)));
    }
  }

  @Test
  void neverKeepsAScoreThatIsNoNumber() {
    TopK best = new TopK(2);
    best.offer(1, Float.NaN, 5);
    best.offer(2, Float.NEGATIVE_INFINITY, 5);
    assertThat(best.descending()).containsExactly(new Candidate(2, Float.NEGATIVE_INFINITY, 5));
  }
}

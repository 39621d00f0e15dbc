package io.kuayu.training;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws negatives uniformly among the items of a domain that occur in training. Items without
 * training events are not drawn, or the network would learn that new items are wrong.
 */
public final class NegativeSampler {
  private final int[][] seen;

  private NegativeSampler(int[][] seen) {
    this.seen = seen;
  }

  public static NegativeSampler of(TrainingData data) {
    int[] counts = data.trainingCounts();
    int[][] seen = new int[data.catalogue().domains().size()][];
    Arrays.setAll(
        seen,
        domain ->
            Arrays.stream(data.catalogue().ordinals(domain))
                .filter(item -> counts[item] > 0)
                .toArray());
    return new NegativeSampler(seen);
  }

  /** A sampler over all items, for networks that may not know which items occur in training. */
  public static NegativeSampler ofAll(Catalogue catalogue) {
    int[][] all = new int[catalogue.domains().size()][];
    Arrays.setAll(all, catalogue::ordinals);
    return new NegativeSampler(all);
  }

  /** Ordinals of items of the domain, with repetition; the domain must have a training event. */
  public int[] draw(int domain, int count, Seed seed) {
    SplittableRandom random = seed.derive(domain).random();
    int[] drawn = new int[count];
    for (int index = 0; index < count; index++) {
      drawn[index] = seen[domain][random.nextInt(seen[domain].length)];
    }
    return drawn;
  }
}

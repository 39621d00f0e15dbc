package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is known of each item: how often it occurs in training, since when, whether it has text, and
 * which items an item that never occurs is like.
 */
final class ItemStatistics {
  /** Never seen, 1–4, 5–49 and at least 50 training events. */
  static final int SEGMENTS = 4;

  /** Share of a domain's items from which on new ones are the rule there. */
  private static final double SPARSE = .2;

  private static final long NEVER = Long.MAX_VALUE;

  private final int[] counts;
  private final long[] firsts;
  private final boolean[] texts;
  private final float[] logCounts;
  private final boolean[] seenDomains;
  private final boolean[] sparseDomains;
  private final TextNeighbours neighbours;

  /**
   * @param counts training events {@code [items]}
   * @param firsts unix seconds of the first one {@code [items]}
   * @param catalogue the items; those beyond the arrays have no training events
   */
  ItemStatistics(int[] counts, long[] firsts, Catalogue catalogue) {
    this(counts, firsts, catalogue, TextNeighbours.NONE);
  }

  /**
   * As above.
   *
   * @param neighbours of items without training events
   */
  ItemStatistics(int[] counts, long[] firsts, Catalogue catalogue, TextNeighbours neighbours) {
    this.neighbours = neighbours;
    int items = catalogue.size();
    this.counts = Arrays.copyOf(counts, items);
    this.firsts = Arrays.copyOf(firsts, items);
    Arrays.fill(this.firsts, firsts.length, items, NEVER);
    logCounts = new float[items];
    for (int item = 0; item < items; item++) {
      logCounts[item] = (float) Math.log1p(this.counts[item]);
    }
    texts = new boolean[items];
    for (int item = 0; item < items; item++) {
      texts[item] = catalogue.hasText(item);
    }
    seenDomains = new boolean[catalogue.domains().size()];
    sparseDomains = new boolean[seenDomains.length];
    for (int domain = 0; domain < seenDomains.length; domain++) {
      int[] own = catalogue.ordinals(domain);
      long seen = Arrays.stream(own).filter(item -> this.counts[item] > 0).count();
      seenDomains[domain] = seen > 0;
      sparseDomains[domain] = own.length - seen >= SPARSE * own.length;
    }
  }

  static ItemStatistics of(TrainingData data) {
    long[] firsts = new long[data.catalogue().size()];
    Arrays.fill(firsts, NEVER);
    Interactions interactions = data.interactions();
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Split.TRAIN) {
        int item = interactions.item(event);
        firsts[item] = Math.min(firsts[item], interactions.timestamp(event));
      }
    }
    return new ItemStatistics(data.trainingCounts(), firsts, data.catalogue());
  }

  int segment(int item) {
    int count = counts[item];
    return count == 0 ? 0 : count < 5 ? 1 : count < 50 ? 2 : 3;
  }

  /** Whether training saw any item; if all items are new, their ages say nothing. */
  boolean anySeen() {
    return IntStream.range(0, seenDomains.length).anyMatch(this::anySeen);
  }

  /** Whether training saw any item of the domain. */
  boolean anySeen(int domain) {
    return seenDomains[domain];
  }

  /** Whether training never saw a fifth of the domain's items or more. */
  boolean isSparse(int domain) {
    return sparseDomains[domain];
  }

  int count(int item) {
    return counts[item];
  }

  /** {@code ln(1 + count)}. */
  float logCount(int item) {
    return logCounts[item];
  }

  boolean hasText(int item) {
    return texts[item];
  }

  /** Seconds since the item was first seen; negative if that is not before the moment. */
  long age(int item, long now) {
    return firsts[item] >= now ? -1 : now - firsts[item];
  }

  TextNeighbours neighbours() {
    return neighbours;
  }

  int[] counts() {
    return counts;
  }

  long[] firsts() {
    return firsts;
  }
}

package io.kuayu.evaluation;

import io.kuayu.core.metric.Rank;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A metric between 0 and 1 computed from the rank of a held-out item, as docs/metrics.md defines
 * it.
 *
 * @param name such as {@code ndcg@10}
 * @param ofRank its value for a rank, 1 being the best
 */
public record Metric(String name, IntToDoubleFunction ofRank) {
  /** The metric by which models are compared and chosen. */
  public static final Metric NDCG_10 = ndcg(10);

  /** The reciprocal rank, over the whole list of candidates. */
  public static final Metric MRR = new Metric("mrr", Rank::reciprocal);

  /** All reported metrics, in this order. */
  public static final List<Metric> ALL =
      List.of(hit(5), hit(10), ndcg(5), NDCG_10, MRR, recall(10), recall(50));

  /** Whether the held-out item is among the first k. */
  public static Metric hit(int k) {
    return new Metric("hr@" + k, rank -> Rank.hit(rank, k));
  }

  /** The discounted gain of the held-out item's rank, 0 beyond k. */
  public static Metric ndcg(int k) {
    return new Metric("ndcg@" + k, rank -> Rank.ndcg(rank, k));
  }

  /**
   * The share of a person's held-out items that is among the first k. Every question has one
   * held-out item, so it equals the hit rate; candidate stages are usually judged by this name.
   */
  public static Metric recall(int k) {
    return new Metric("recall@" + k, rank -> Rank.hit(rank, k));
  }
}

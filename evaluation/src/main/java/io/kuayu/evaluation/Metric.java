package io.kuayu.evaluation;

import io.kuayu.core.metric.Rank;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A metric between 0 and 1 computed from the rank of a held-out item, as docs/metrics.md defines
 * it.
 *
 * @param name such as {@code ndcg@10}
 * @param ofRank its value for the rank of a single answer, 1 being the best
 * @param ofRanks its value for the ranks of all answers of one question, at least one
 */
public record Metric(String name, IntToDoubleFunction ofRank, ToDoubleFunction<int[]> ofRanks) {
  /** The metric by which models are compared and chosen. */
  public static final Metric NDCG_10 = ndcg(10);

  /** The reciprocal rank, over the whole list of candidates. */
  public static final Metric MRR = best("mrr", Rank::reciprocal);

  /** All reported metrics, in this order. */
  public static final List<Metric> ALL =
      List.of(hit(5), hit(10), ndcg(5), NDCG_10, MRR, recall(10), recall(50));

  /** Whether a held-out item is among the first k. */
  public static Metric hit(int k) {
    return best("hr@" + k, rank -> Rank.hit(rank, k));
  }

  /**
   * The discounted gain of the held-out items within the first k, divided by the highest that so
   * many items can reach.
   */
  public static Metric ndcg(int k) {
    return new Metric(
        "ndcg@" + k,
        rank -> Rank.ndcg(rank, k),
        ranks -> sum(ranks, k) / sum(IntStream.rangeClosed(1, ranks.length).toArray(), k));
  }

  private static double sum(int[] ranks, int k) {
    return Arrays.stream(ranks).mapToDouble(rank -> Rank.ndcg(rank, k)).sum();
  }

  /**
   * The share of the held-out items that is among the first k. Where a question has one held-out
   * item, it equals the hit rate; candidate stages are usually judged by this name.
   */
  public static Metric recall(int k) {
    return new Metric(
        "recall@" + k,
        rank -> Rank.hit(rank, k),
        ranks -> Arrays.stream(ranks).mapToDouble(rank -> Rank.hit(rank, k)).sum() / ranks.length);
  }

  /** A metric that only the best placed answer decides. */
  private static Metric best(String name, IntToDoubleFunction ofRank) {
    return new Metric(
        name, ofRank, ranks -> ofRank.applyAsDouble(Arrays.stream(ranks).min().orElseThrow()));
  }

  /**
   * The value for one question.
   *
   * @param ranks of all its answers
   */
  double of(int[] ranks) {
    return ranks.length == 1 ? ofRank.applyAsDouble(ranks[0]) : ofRanks.applyAsDouble(ranks);
  }
}

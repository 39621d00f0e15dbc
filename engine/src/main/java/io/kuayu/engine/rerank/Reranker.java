package io.kuayu.engine.rerank;

import io.kuayu.core.Catalogue;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.request.Quota;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.vector.UnitVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Builds a list greedily: the next item is the one that maximises
 *
 * <pre>{@code (1 - diversity) · score - diversity · greatest cosine to the list so far
 *   - 2 · length · KL(mix of the history ‖ mix of the list)}</pre>
 *
 * among those that the quotas allow; scores are scaled to 0 … 1. The first two terms are maximal
 * marginal relevance (Carbonell and Goldstein, SIGIR 1998), the last is calibration (Steck, RecSys
 * 2018). Costs places × candidates × dimension.
 */
public final class Reranker {
  /**
   * The weight of the history's mix that is added to the list's, so that the divergence is finite.
   */
  private static final double SMOOTHING = .01;

  /** So large that the best item of an under-represented domain precedes all others. */
  private static final double CALIBRATION = 2;

  private final List<Candidate> pool;
  private final int[] domainOf;
  private final Quota[] quotas;
  private final int[] available;
  private final int[] taken;
  private final double diversity;
  private final double[] historyShares;
  private final float[][] vectors;
  private final float[] nearest;

  /**
   * @param best the candidates of each requested domain
   * @param vectors for diversity; empty means scores only
   * @param historyShares share of the history that each domain has, for calibration; empty means
   *     none
   */
  public Reranker(
      Catalogue catalogue,
      List<Candidate[]> best,
      int size,
      RerankingOptions options,
      Optional<UnitVectors> vectors,
      double[] historyShares) {
    pool = best.stream().flatMap(Arrays::stream).sorted().toList();
    domainOf = pool.stream().mapToInt(candidate -> catalogue.domainOf(candidate.item())).toArray();
    int domains = catalogue.domains().size();
    available = new int[domains];
    taken = new int[domains];
    for (int domain : domainOf) {
      available[domain]++;
    }
    boolean alone = options.quotas().isEmpty() && historyShares.length == 0;
    int guaranteed = alone ? SlotAllocation.guaranteed(best, size) : 0;
    quotas = new Quota[domains];
    Arrays.setAll(
        quotas,
        domain ->
            options
                .quotas()
                .getOrDefault(
                    catalogue.domains().get(domain), new Quota(guaranteed, Integer.MAX_VALUE)));
    this.diversity = vectors.isPresent() ? options.diversity() : 0;
    this.historyShares = historyShares;
    this.vectors = new float[diversity > 0 ? pool.size() : 0][];
    Arrays.setAll(this.vectors, at -> vectors.orElseThrow().of(pool.get(at).item()));
    nearest = new float[pool.size()];
  }

  /**
   * The list, at most {@code size} long; ordered by score where only quotas were requested. It ends
   * early when the deadline is over.
   */
  public List<Candidate> rerank(int size, Deadline deadline) {
    boolean[] used = new boolean[pool.size()];
    List<Candidate> list = new ArrayList<>();
    while (list.size() < size && (list.isEmpty() || !deadline.isOver())) {
      int next = next(used, size - list.size(), list.size());
      if (next < 0) {
        break;
      }
      used[next] = true;
      taken[domainOf[next]]++;
      list.add(pool.get(next));
      for (int at = 0; at < vectors.length; at++) {
        nearest[at] = Math.max(nearest[at], UnitVectors.dot(vectors[at], vectors[next]));
      }
    }
    if (diversity == 0 && historyShares.length == 0) {
      list.sort(null);
    }
    return list;
  }

  private int next(boolean[] used, int remaining, int length) {
    float lowest = pool.isEmpty() ? 0 : pool.getLast().score();
    float range = pool.isEmpty() ? 0 : pool.getFirst().score() - lowest;
    double[] divergence = divergences(length);
    int unmetMinimums = unmetMinimums();
    boolean reserved = unmetMinimums > 0 && unmetMinimums >= remaining;
    int best = -1;
    double maxScore = 0;
    for (int at = 0; at < used.length; at++) {
      int domain = domainOf[at];
      if (used[at]
          || taken[domain] >= quotas[domain].max()
          || (reserved && taken[domain] >= quotas[domain].min())) {
        continue;
      }
      double relevance = range > 0 ? (pool.get(at).score() - lowest) / range : 1;
      double value =
          (1 - diversity) * relevance
              - diversity * nearest[at]
              - CALIBRATION * (length + 1) * divergence[domain];
      if (best < 0 || value > maxScore) {
        best = at;
        maxScore = value;
      }
    }
    return best;
  }

  /** The guaranteed places that domains have not yet used. */
  private int unmetMinimums() {
    int unmetMinimums = 0;
    for (int domain = 0; domain < quotas.length; domain++) {
      unmetMinimums +=
          Math.max(0, Math.min(quotas[domain].min(), available[domain]) - taken[domain]);
    }
    return unmetMinimums;
  }

  /** The divergence of the list's mix from the history's if the next item is of each domain. */
  private double[] divergences(int length) {
    double[] divergences = new double[taken.length];
    for (int next = 0; next < taken.length && historyShares.length > 0; next++) {
      for (int domain = 0; domain < taken.length; domain++) {
        if (historyShares[domain] > 0) {
          double share = (taken[domain] + (domain == next ? 1.0 : 0)) / (length + 1);
          double smooth = (1 - SMOOTHING) * share + SMOOTHING * historyShares[domain];
          divergences[next] += historyShares[domain] * Math.log(historyShares[domain] / smooth);
        }
      }
    }
    return divergences;
  }
}

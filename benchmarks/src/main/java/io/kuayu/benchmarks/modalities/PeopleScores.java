package io.kuayu.benchmarks.modalities;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.metric.Rank;
import io.kuayu.evaluation.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How well each person is served: all items of the person's test part are one question, asked with
 * all events of the earlier parts, whose items are no candidates.
 *
 * @param recall recall@20 of each person, {@code [people]}
 * @param ndcg ndcg@10 of each person, {@code [people]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record PeopleScores(double[] recall, double[] ndcg) {
  private static final Metric RECALL = Metric.recall(20);

  /** Scores all items of the only domain. */
  @FunctionalInterface
  interface Scorer {
    void score(Context context, int domain, float[] scores);
  }

  /**
   * Asks everybody who has a history and something to ask for.
   *
   * @param catalogue of one domain
   * @param candidate whether an item may be in the list
   */
  static PeopleScores of(
      Scorer scorer, Catalogue catalogue, Interactions events, IntPredicate candidate) {
    Interactions earlier = events.upTo(Split.VALID);
    BitSet others = new BitSet();
    for (int item = 0; item < catalogue.size(); item++) {
      others.set(catalogue.positionOf(item), !candidate.test(item));
    }
    float[] scores = new float[catalogue.size()];
    List<double[]> people = new ArrayList<>();
    for (int user = 0; user < events.users(); user++) {
      BitSet wanted = wanted(events, catalogue, user);
      BitSet leftOut = (BitSet) others.clone();
      for (int event = earlier.begin(user); event < earlier.end(user); event++) {
        leftOut.set(catalogue.positionOf(earlier.item(event)));
      }
      wanted.andNot(leftOut);
      if (wanted.isEmpty() || earlier.begin(user) == earlier.end(user)) {
        continue;
      }
      long now = events.timestamp(events.end(user) - 1);
      scorer.score(earlier.all(user, now), 0, scores);
      boolean[] mask = new boolean[scores.length];
      leftOut.stream().forEach(position -> mask[position] = true);
      int[] ranks = wanted.stream().map(position -> Rank.of(scores, position, mask)).toArray();
      people.add(
          new double[] {
            RECALL.ofRanks().applyAsDouble(ranks), Metric.NDCG_10.ofRanks().applyAsDouble(ranks)
          });
    }
    return new PeopleScores(
        people.stream().mapToDouble(values -> values[0]).toArray(),
        people.stream().mapToDouble(values -> values[1]).toArray());
  }

  private static BitSet wanted(Interactions events, Catalogue catalogue, int user) {
    BitSet wanted = new BitSet();
    for (int event = events.begin(user); event < events.end(user); event++) {
      if (events.part(event) == Split.TEST) {
        wanted.set(catalogue.positionOf(events.item(event)));
      }
    }
    return wanted;
  }

  /** Mean recall@20 over people. */
  double meanRecall() {
    return Arrays.stream(recall).average().orElse(0);
  }

  /** Mean ndcg@10 over people. */
  double meanNdcg() {
    return Arrays.stream(ndcg).average().orElse(0);
  }
}

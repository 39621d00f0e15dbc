package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.catalogue.DeletedItems;
import io.kuayu.engine.filter.Filter;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.request.SeenItems;
import io.kuayu.engine.rerank.Candidate;
import io.kuayu.engine.rerank.TopK;
import java.util.Arrays;

/** Applies the rules of a request to the scores of one domain and keeps the best. */
final class DomainCandidates {
  /** Items that are looked at between two looks at the clock. */
  private static final int STRIDE = 1_024;

  private final Catalogue catalogue;
  private final long[] ties;
  private final DeletedItems deleted;

  DomainCandidates(Catalogue catalogue, long[] ties, DeletedItems deleted) {
    this.catalogue = catalogue;
    this.ties = ties;
    this.deleted = deleted;
  }

  /**
   * The best candidates of a domain, best first.
   *
   * @param all the scores of the domain; not modified
   * @param page the item on the page, or a negative number
   * @param count how many at most
   * @param deadline after which a costly filter stops
   * @param onStop told that the filter stopped
   */
  Candidate[] best(
      Context context,
      int domain,
      float[] all,
      CandidateRules rules,
      int page,
      int count,
      Deadline deadline,
      Runnable onStop) {
    int[] items = catalogue.ordinals(domain);
    float[] scores = all.clone();
    judgeSeen(context, domain, scores, rules.seen());
    for (ItemKey excluded : rules.exclude()) {
      drop(catalogue.ordinal(excluded).orElse(-1), domain, scores);
    }
    drop(page, domain, scores);
    boolean[] marks = deleted.marks();
    TopK best = new TopK(Math.min(count, items.length));
    if (!rules.include().isEmpty()) {
      for (ItemKey included : rules.include()) {
        int item = catalogue.ordinal(included).orElse(-1);
        if (item >= 0 && catalogue.domainOf(item) == domain) {
          offer(best, item, scores[catalogue.positionOf(item)], rules, marks);
        }
      }
      return best.descending();
    }
    boolean isFiltered = !rules.filter().equals(Filter.ALL);
    for (int position = 0; position < items.length; position++) {
      if (isFiltered && position % STRIDE == STRIDE - 1 && deadline.isOver()) {
        onStop.run();
        break;
      }
      offer(best, items[position], scores[position], rules, marks);
    }
    return best.descending();
  }

  private void offer(TopK best, int item, float score, CandidateRules rules, boolean[] marks) {
    // The filter comes last because it is the most expensive test.
    if (best.isAccepted(score, ties[item])
        && (marks.length == 0 || !marks[item])
        && rules.filter().accepts(catalogue.item(item))) {
      best.offer(item, score, ties[item]);
    }
  }

  private void judgeSeen(Context context, int domain, float[] scores, SeenItems seen) {
    if (seen == SeenItems.INCLUDE) {
      return;
    }
    float penalty = seen == SeenItems.LOWER ? deviation(scores) : Float.NaN;
    for (int own : Arrays.stream(context.items()).distinct().toArray()) {
      if (catalogue.domainOf(own) == domain) {
        scores[catalogue.positionOf(own)] -= penalty;
      }
    }
  }

  private void drop(int item, int domain, float[] scores) {
    if (item >= 0 && catalogue.domainOf(item) == domain) {
      scores[catalogue.positionOf(item)] = Float.NaN;
    }
  }

  private static float deviation(float[] scores) {
    double sum = 0;
    double squares = 0;
    for (float score : scores) {
      sum += score;
      squares += (double) score * score;
    }
    double mean = sum / Math.max(1, scores.length);
    return (float) Math.sqrt(Math.max(0, squares / Math.max(1, scores.length) - mean * mean));
  }
}

package io.kuayu.core;

import java.util.List;

/**
 * One line of an answer.
 *
 * @param item what is recommended
 * @param title its title, empty where it has none
 * @param score higher is better; comparable inside one answer only
 * @param rank 1 for the best
 * @param source the model family that carried the score
 * @param reasons strongest first; empty unless asked for
 */
public record Recommendation(
    ItemKey item, String title, double score, int rank, String source, List<Reason> reasons) {
  public Recommendation {
    reasons = List.copyOf(reasons);
  }
}

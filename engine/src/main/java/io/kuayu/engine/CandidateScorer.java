package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Model;
import java.util.Arrays;

/** Scores candidates that the caller chose. Thread-safe where the model is. */
public final class CandidateScorer {
  /** Marks a candidate that the catalogue does not hold. */
  public static final int UNKNOWN = -1;

  private static final float[] NOT_SCORED = {};

  private final Model model;
  private final Catalogue catalogue;

  /**
   * @param model stays owned by the caller
   */
  public CandidateScorer(Model model) {
    this.model = model;
    this.catalogue = model.catalogue();
  }

  /**
   * The model's score of each candidate, whether or not the history holds it. Each domain among the
   * candidates is scored once, so a thousand candidates cost little more than one.
   *
   * @param candidates ordinals, or {@link #UNKNOWN}
   * @return {@code [candidates]}; not a number for an unknown candidate
   */
  public float[] score(Context context, int[] candidates) {
    float[][] byDomain = new float[catalogue.domains().size()][];
    Arrays.fill(byDomain, NOT_SCORED);
    float[] scores = new float[candidates.length];
    for (int index = 0; index < candidates.length; index++) {
      int item = candidates[index];
      if (item == UNKNOWN) {
        scores[index] = Float.NaN;
        continue;
      }
      int domain = catalogue.domainOf(item);
      if (byDomain[domain].length == 0) {
        byDomain[domain] = new float[catalogue.ordinals(domain).length];
        model.score(context, domain, byDomain[domain]);
      }
      scores[index] = byDomain[domain][catalogue.positionOf(item)];
    }
    return scores;
  }
}

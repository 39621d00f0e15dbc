package io.kuayu.engine.consent;

import io.kuayu.core.Catalogue;
import io.kuayu.engine.CandidateScorer;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.engine.request.Request;
import io.kuayu.model.Model;
import java.util.Arrays;
import java.util.Set;

/** Scores given candidates for people within what they allow. Thread-safe where the model is. */
public final class ConsentedScorer {
  private final Catalogue catalogue;
  private final CandidateScorer scorer;

  /**
   * @param model stays owned by the caller
   */
  public ConsentedScorer(Model model) {
    catalogue = model.catalogue();
    scorer = new CandidateScorer(model);
  }

  /**
   * The model's score of each candidate, whether or not the history holds it. Each domain is scored
   * once, so a thousand candidates cost little more than one.
   *
   * @param candidates ordinals of the model's catalogue, or {@link CandidateScorer#UNKNOWN}
   * @return {@code [candidates]}; not a number for an unknown candidate
   */
  public float[] scores(Person person, PersonalRequest request, int[] candidates) {
    float[] scores = new float[candidates.length];
    Arrays.fill(scores, Float.NaN);
    for (ConsentedQueries.Part part :
        ConsentedQueries.of(catalogue.domains(), Set.of(), person.permissions()).parts()) {
      int[] some = candidates(candidates, part);
      Request asked = request.of(person, part);
      ResolvedHistory history = ResolvedHistory.of(catalogue, asked);
      float[] found = scorer.score(history.context(), some);
      for (int index = 0; index < some.length; index++) {
        scores[index] = some[index] == CandidateScorer.UNKNOWN ? scores[index] : found[index];
      }
    }
    return scores;
  }

  /** The candidates of a part's domains in their places; the others count as unknown. */
  private int[] candidates(int[] all, ConsentedQueries.Part part) {
    int[] some = all.clone();
    for (int index = 0; index < some.length; index++) {
      if (some[index] != CandidateScorer.UNKNOWN
          && !part.targets().contains(catalogue.domains().get(catalogue.domainOf(some[index])))) {
        some[index] = CandidateScorer.UNKNOWN;
      }
    }
    return some;
  }
}

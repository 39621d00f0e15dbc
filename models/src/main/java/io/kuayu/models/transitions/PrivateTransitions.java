package io.kuayu.models.transitions;

import io.kuayu.core.Interactions;
import io.kuayu.model.Model;
import io.kuayu.privacy.dp.PrivacyBudget;

/**
 * Learns transitions under differential privacy as a correction of a text model. What does not
 * depend on people, the text model and the list of pairs, is made once; each release of counts
 * spends a budget of its own.
 */
public final class PrivateTransitions {
  private final Model text;
  private final long[] pairs;

  /**
   * Lists the pairs. Costs the square of a domain's items times the text dimension in products.
   *
   * @param text of the family {@code text}
   * @param neighbours how many of the nearest items of each item are in a pair with it
   */
  public PrivateTransitions(Model text, int neighbours, int threads) {
    this.text = text;
    this.pairs =
        NearPairs.of(text.catalogue(), text.embedding().orElseThrow(), neighbours, threads);
  }

  /**
   * Counts people and adds noise.
   *
   * @param training the events to learn from
   * @param window how many events after an event make a pair with it
   * @param decay weight of a step further back in the history, when the model is asked
   */
  public Model release(Interactions training, int window, double decay, PrivacyBudget budget) {
    NoisyPairCounts counts =
        NoisyPairCounts.of(training, text.catalogue().size(), pairs, window, budget);
    return PrivateTransitionsModel.of(text, pairs, counts, budget, decay);
  }
}

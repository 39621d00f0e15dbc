package io.kuayu.training;

import io.kuayu.core.Context;
import io.kuayu.model.Model;
import java.util.List;

/**
 * Scores many questions of one domain together, as validation asks them: from as many threads at a
 * time as the run has, none of them the training's. One that computes in the engine frees its own
 * arrays and switches gradients off itself ({@link TorchSession#constant}), since both belong to a
 * thread.
 */
@FunctionalInterface
public interface BlockScorer {
  /**
   * Scores every item of a domain for each context.
   *
   * @param scores written, {@code [contexts.size(), items of the domain]}
   */
  void score(List<Context> contexts, int domain, float[][] scores);

  /** Asks a model one question after the other. */
  static BlockScorer of(Model model) {
    return (contexts, domain, scores) -> {
      for (int index = 0; index < contexts.size(); index++) {
        model.score(contexts.get(index), domain, scores[index]);
      }
    };
  }
}

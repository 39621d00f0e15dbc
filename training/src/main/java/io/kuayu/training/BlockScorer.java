package io.kuayu.training;

import io.kuayu.core.Context;
import io.kuayu.model.Model;
import java.util.List;

/**
 * Scores many queries of one domain together, as validation needs. It is called from as many
 * threads at a time as the run has, but not from the training thread. A scorer that computes in the
 * engine must free its own arrays and switch off gradients itself ({@link TorchSession#constant}),
 * since both belong to a thread.
 */
@FunctionalInterface
public interface BlockScorer {
  /**
   * Scores every item of a domain for each context.
   *
   * @param scores written, {@code [contexts.size(), items of the domain]}
   */
  void score(List<Context> contexts, int domain, float[][] scores);

  /** Scores with a model, one query at a time. */
  static BlockScorer of(Model model) {
    return (contexts, domain, scores) -> {
      for (int index = 0; index < contexts.size(); index++) {
        model.score(contexts.get(index), domain, scores[index]);
      }
    };
  }
}

package io.kuayu.evaluation.report;

import io.kuayu.core.KuayuException;
import io.kuayu.evaluation.Comparison;
import java.util.List;
import java.util.Map;

/**
 * Models that were asked the same questions, side by side.
 *
 * @param models in the order in which they shall be shown, at least one
 * @param comparisons every pair in every domain
 * @param split how the corpus was split, such as {@code leave-one-out}
 * @param provenance further facts to print as they are: command, corpus fingerprint, versions,
 *     machine
 */
public record EvaluationReport(
    List<ModelResult> models,
    List<Comparison> comparisons,
    String split,
    Map<String, String> provenance) {
  public EvaluationReport {
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
    if (models.isEmpty()) {
      throw new KuayuException("there is no model to report", "evaluate at least one");
    }
  }

  /** Compares the models with each other and puts all together. */
  public static EvaluationReport of(
      List<ModelResult> models, String split, Map<String, String> provenance) {
    List<Comparison> comparisons =
        Comparison.all(models.stream().map(ModelResult::evaluation).toList());
    return new EvaluationReport(models, comparisons, split, provenance);
  }
}

package io.kuayu.evaluation.report;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Metric;
import java.util.List;
import java.util.Map;

/**
 * Results of models on the same questions, side by side.
 *
 * @param models in display order, at least one
 * @param comparisons every pair in every domain
 * @param split how the corpus was split, such as {@code leave-one-out}
 * @param provenance further facts to print as they are: corpus fingerprint, versions, machine; the
 *     one named {@code command} is shown as what to type to get the same numbers
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
      throw new KuayuException(
          ErrorCode.NOTHING_TO_EVALUATE, "there is no model to report", "evaluate at least one");
    }
  }

  /** Compares the models with each other and builds the report. */
  public static EvaluationReport of(
      List<ModelResult> models, String split, Map<String, String> provenance) {
    List<Comparison> comparisons =
        Comparison.all(models.stream().map(ModelResult::evaluation).toList());
    return new EvaluationReport(models, comparisons, split, provenance);
  }

  /** The model with the highest ndcg@10 in a domain; the first of equal ones. */
  ModelResult best(int domain) {
    return models.stream()
        .reduce((left, right) -> ndcg(right, domain) > ndcg(left, domain) ? right : left)
        .orElseThrow();
  }

  private static double ndcg(ModelResult model, int domain) {
    return model.evaluation().domain(domain).value(Metric.NDCG_10);
  }
}

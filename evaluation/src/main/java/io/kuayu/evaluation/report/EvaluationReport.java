package io.kuayu.evaluation.report;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import java.util.List;
import java.util.Map;

/**
 * Results of models on the same questions, side by side.
 *
 * @param models in display order, at least one
 * @param comparisons every pair in every domain
 * @param newcomerComparisons every pair over the people who are new in a domain, where there are
 *     enough of them to be reported
 * @param split how the corpus was split, such as {@code leave-one-out}
 * @param provenance further facts to print as they are: corpus fingerprint, versions, machine; the
 *     one named {@code command} is shown as what to type to get the same numbers
 */
public record EvaluationReport(
    List<ModelResult> models,
    List<Comparison> comparisons,
    List<Comparison> newcomerComparisons,
    String split,
    Map<String, String> provenance) {
  public EvaluationReport {
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
    newcomerComparisons = List.copyOf(newcomerComparisons);
    if (models.isEmpty()) {
      throw new KuayuException(
          ErrorCode.NOTHING_TO_EVALUATE, "there is no model to report", "evaluate at least one");
    }
  }

  /** Compares the models with each other and builds the report. */
  public static EvaluationReport of(
      List<ModelResult> models, String split, Map<String, String> provenance) {
    List<EvaluationResult> results = models.stream().map(ModelResult::evaluation).toList();
    return new EvaluationReport(
        models,
        Comparison.all(results),
        Comparison.all(results, Segment.NEWCOMER),
        split,
        provenance);
  }

  /** The model with the highest ndcg@10 in a domain; the first of equal ones. */
  ModelResult best(int domain) {
    return models.stream()
        .reduce((left, right) -> ndcg(right, domain) > ndcg(left, domain) ? right : left)
        .orElseThrow();
  }

  /** As {@link #best} among the people who are new in the domain. */
  ModelResult bestForNewcomers(int domain) {
    return models.stream()
        .reduce(
            (left, right) ->
                newcomerNdcg(right, domain) > newcomerNdcg(left, domain) ? right : left)
        .orElseThrow();
  }

  private static double newcomerNdcg(ModelResult model, int domain) {
    Summary found = model.evaluation().segment(Segment.NEWCOMER, domain);
    return found.value(Metric.NDCG_10);
  }

  private static double ndcg(ModelResult model, int domain) {
    return model.evaluation().domain(domain).value(Metric.NDCG_10);
  }
}

package io.kuayu.evaluation.report;

import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Transfer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of one model in a report.
 *
 * @param evaluation the evaluation result
 * @param transfer the comparison with its single-domain twins, where it was measured
 * @param trainSeconds the duration of its training, where known
 * @param peakMemoryMb the peak memory of its training, where known
 */
public record ModelResult(
    EvaluationResult evaluation,
    Optional<Transfer> transfer,
    OptionalDouble trainSeconds,
    OptionalDouble peakMemoryMb) {
  /** A result without further measurements. */
  public static ModelResult of(EvaluationResult evaluation) {
    return new ModelResult(
        evaluation, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same with the cost of its training. */
  public ModelResult trained(double seconds, OptionalDouble memoryMb) {
    return new ModelResult(evaluation, transfer, OptionalDouble.of(seconds), memoryMb);
  }

  /** The same with its transfer table. */
  public ModelResult with(Transfer measured) {
    return new ModelResult(evaluation, Optional.of(measured), trainSeconds, peakMemoryMb);
  }

  /** Name of the model. */
  public String name() {
    return evaluation.model();
  }
}

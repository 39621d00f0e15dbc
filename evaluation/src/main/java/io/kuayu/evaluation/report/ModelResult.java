package io.kuayu.evaluation.report;

import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Transfer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One model in a report.
 *
 * @param evaluation what was found
 * @param transfer against its single-domain twins, where that was measured
 * @param trainSeconds how long its training took, where that is known
 * @param peakMemoryMb the most memory that its training held, where that is known
 */
public record ModelResult(
    EvaluationResult evaluation,
    Optional<Transfer> transfer,
    OptionalDouble trainSeconds,
    OptionalDouble peakMemoryMb) {
  /** A result of which nothing else is known. */
  public static ModelResult of(EvaluationResult evaluation) {
    return new ModelResult(
        evaluation, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same with what its training cost. */
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

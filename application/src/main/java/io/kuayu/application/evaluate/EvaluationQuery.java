package io.kuayu.application.evaluate;

import io.kuayu.core.Split;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Protocol;
import io.kuayu.evaluation.TransferCurve;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is measured, and how.
 *
 * @param models families, each the configured one where empty
 * @param bundle folder of a trained model that is measured too, as it is
 * @param experts whether each expert of a blend is measured as well
 * @param candidates among which items a target is ranked
 * @param split which held-out events are asked for
 * @param protocol who is asked about, and what models may know
 * @param transfer whether single-domain twins are trained to see what the other domains gave; empty
 *     means wherever there are several domains under the standard protocol
 * @param curve how much of the transfer curve is measured as well; empty for none of it
 */
public record EvaluationQuery(
    List<Optional<String>> models,
    Optional<Path> bundle,
    boolean experts,
    CandidateSampling candidates,
    Split split,
    Protocol protocol,
    Optional<Boolean> transfer,
    Optional<TransferCurve.Extent> curve) {
  public EvaluationQuery {
    models = List.copyOf(models);
  }
}

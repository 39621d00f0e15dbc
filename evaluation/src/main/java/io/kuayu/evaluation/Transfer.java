package io.kuayu.evaluation;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the transfer from other domains. For each domain it compares the model that learnt from
 * all domains and reads the whole history with its single-domain twin, which learnt from that
 * domain alone and reads only the history there. Both answer the same questions among the same
 * candidates.
 *
 * @param model name of the model
 * @param rows one per domain that has questions
 * @param newcomerRows the same over the people who are new in the domain ({@link
 *     Segment#NEWCOMER}); one per domain where they are enough to be reported, and not everybody. A
 *     twin knows nothing of these people, so compare the model with {@code popularity}, too
 * @param curve when the other domains help, where that was measured
 */
public record Transfer(
    String model, List<Row> rows, List<Row> newcomerRows, Optional<TransferCurve> curve) {
  /**
   * One domain.
   *
   * @param domain its name
   * @param together the model of all domains
   * @param alone its single-domain twin
   * @param difference together less alone; {@code better} counts the people whom the other domains
   *     helped, {@code worse} those whom they hurt
   */
  public record Row(String domain, Summary together, Summary alone, Difference difference) {}

  public Transfer {
    rows = List.copyOf(rows);
    newcomerRows = List.copyOf(newcomerRows);
  }

  /**
   * Trains and evaluates the twins. Costs one training and one run per domain.
   *
   * @param together the result of the model of all domains, by any protocol that needs no training
   *     of its own
   * @param trainer the trainer with the options of that model
   * @param data the training data of that model
   * @param run seed, threads and progress of the trainings
   */
  public static Transfer measure(
      EvaluationResult together, Trainer trainer, TrainingData data, TrainingRun run) {
    return measure(together, trainer, data, run, Optional.empty(), TransferCurve.Extent.KNOWN);
  }

  /**
   * As {@link #measure(EvaluationResult, Trainer, TrainingData, TrainingRun)}.
   *
   * @param model the model of all domains, where the {@link TransferCurve} is measured as well,
   *     which costs more runs; stays open
   * @param extent how much of it; all of it costs {@link TransferCurve#trainings} more trainings
   */
  public static Transfer measure(
      EvaluationResult together,
      Trainer trainer,
      TrainingData data,
      TrainingRun run,
      Optional<Model> model,
      TransferCurve.Extent extent) {
    Protocol protocol = together.evaluation().protocol();
    if (protocol.needsOwnTraining()) {
      throw new KuayuException(
          ErrorCode.INVALID_EVALUATION,
          "transfer is not measured by protocol " + protocol.name(),
          "choose the protocol 'standard'");
    }
    TransferModels models =
        new TransferModels(together.evaluation(), together.model(), trainer, run);
    List<Row> rows = new ArrayList<>();
    List<Row> newcomerRows = new ArrayList<>();
    List<TransferCurve.Known> known = new ArrayList<>();
    List<TransferCurve.Left> left = new ArrayList<>();
    List<TransferCurve.Cut> cuts = new ArrayList<>();
    List<EvaluationResult> twins = new ArrayList<>();
    for (int domain = 0; domain < together.domains().size(); domain++) {
      if (together.domain(domain).users() == 0) {
        twins.add(together);
        continue;
      }
      try (Model twin = models.twin(data, domain)) {
        EvaluationResult alone = models.ask(twin, domain);
        twins.add(alone);
        rows.add(row(together, alone, domain));
        if (together.isPart(Segment.NEWCOMER, domain)) {
          newcomerRows.add(row(together, alone, domain, Segment.NEWCOMER));
        }
        if (model.isPresent()) {
          known.addAll(TransferCurve.known(together, alone, domain));
          left.addAll(TransferCurve.left(models, model.get(), twin, domain));
          if (extent == TransferCurve.Extent.ALL) {
            cuts.addAll(TransferCurve.cuts(models, rows.getLast(), data, domain));
          }
        }
      }
    }
    EvaluationResult alone = EvaluationResult.joined(together.model() + ", alone", twins);
    return new Transfer(
        together.model(),
        rows,
        newcomerRows,
        model.map(
            _ -> new TransferCurve(known, TransferCurve.overall(together, alone), left, cuts)));
  }

  /** One domain, over all its questions. */
  static Row row(EvaluationResult together, EvaluationResult alone, int domain) {
    return new Row(
        together.domains().get(domain),
        together.domain(domain),
        alone.domain(domain),
        Comparison.between(together, alone, domain));
  }

  /**
   * One domain, over a segment. Which people are in it depends on the whole history, so the twin is
   * asked for the same ones.
   */
  static Row row(EvaluationResult together, EvaluationResult alone, int domain, Segment segment) {
    return new Row(
        together.domains().get(domain),
        together.segment(segment, domain),
        alone.segment(segment, domain),
        Comparison.between(together, alone, domain, segment));
  }
}

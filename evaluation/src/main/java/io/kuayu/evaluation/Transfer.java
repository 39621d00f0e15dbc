package io.kuayu.evaluation;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the transfer from other domains. For each domain it compares the model that learnt from
 * all domains and reads the whole history with its single-domain twin, which learnt from that
 * domain alone and reads only the history there. Both answer the same questions among the same
 * candidates.
 *
 * @param model name of the model
 * @param rows one per domain that has questions
 */
public record Transfer(String model, List<Row> rows) {
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
  }

  /**
   * Trains and evaluates the twins. Costs one training and one run per domain.
   *
   * @param together the result of the model of all domains, by the standard protocol
   * @param trainer the trainer with the options of that model
   * @param data the training data of that model
   * @param run seed, threads and progress of the trainings
   */
  public static Transfer measure(
      EvaluationResult together, Trainer trainer, TrainingData data, TrainingRun run) {
    if (!(together.evaluation().protocol() instanceof Protocol.Standard)) {
      throw new KuayuException(
          ErrorCode.INVALID_EVALUATION,
          "transfer is not measured by protocol " + together.evaluation().protocol().name(),
          "choose the protocol 'standard'");
    }
    List<Row> rows = new ArrayList<>();
    for (int domain = 0; domain < together.domains().size(); domain++) {
      if (together.domain(domain).users() > 0) {
        rows.add(row(together, trainer, data, run, domain));
      }
    }
    return new Transfer(together.model(), rows);
  }

  private static Row row(
      EvaluationResult together, Trainer trainer, TrainingData data, TrainingRun run, int domain) {
    String name = together.domains().get(domain);
    try (Model twin = trainer.train(data.onlyDomain(domain), run)) {
      EvaluationResult alone =
          together
              .evaluation()
              .by(new Protocol.OneDomain(name))
              .run(together.model() + ", " + name + " alone", twin, run.progress());
      return new Row(
          name,
          together.domain(domain),
          alone.domain(domain),
          Comparison.between(together, alone, domain));
    }
  }
}

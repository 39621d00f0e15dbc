package io.kuayu.evaluation;

import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;

/**
 * Trains the models of a transfer measurement and asks them the questions of one domain. The
 * results are those of the evaluation of the whole, so that they can be compared person by person
 * and have its segments.
 *
 * @param whole the evaluation whose questions are asked
 * @param name of the model in results
 * @param trainer the trainer with the options of that model
 * @param run seed, threads and progress of the trainings
 */
record TransferModels(Evaluation whole, String name, Trainer trainer, TrainingRun run) {
  /** A model of all domains in the data; it reads the whole history. */
  EvaluationResult together(TrainingData data, int domain) {
    try (Model trained = trainer.train(data, run)) {
      String cut = name + ", " + domainName(domain) + " cut";
      return whole.run(cut, trained, run.progress(), asked -> asked == domain);
    }
  }

  /** The single-domain twin: it learns from this domain alone and reads the history there alone. */
  EvaluationResult alone(TrainingData data, int domain) {
    try (Model trained = trainer.train(data.onlyDomain(domain), run)) {
      return whole
          .by(new Protocol.OneDomain(domainName(domain), whole.protocol()))
          .run(name + ", " + domainName(domain) + " alone", trained, run.progress())
          .as(whole, domain);
    }
  }

  private String domainName(int domain) {
    return whole.catalogue().domains().get(domain);
  }
}

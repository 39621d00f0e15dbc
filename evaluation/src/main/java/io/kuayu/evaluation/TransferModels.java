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

  /** The single-domain twin, which learns from this domain alone; the caller closes it. */
  Model twin(TrainingData data, int domain) {
    return trainer.train(data.onlyDomain(domain), run);
  }

  /** What a twin answers, from the history in its domain alone. */
  EvaluationResult ask(Model twin, int domain) {
    return whole
        .by(new Protocol.OneDomain(domainName(domain), whole.protocol()))
        .run(name + ", " + domainName(domain) + " alone", twin, run.progress())
        .as(whole, domain);
  }

  /** What a twin of the data answers. */
  EvaluationResult alone(TrainingData data, int domain) {
    try (Model twin = twin(data, domain)) {
      return ask(twin, domain);
    }
  }

  /** As {@link #together} and {@link #alone}, of trained models that forget all but some events. */
  Transfer.Row forgetting(Model model, Model twin, int known, int domain) {
    EvaluationResult together =
        whole.run(
            name + ", " + known + " events known",
            new ShortMemoryModel(model, known),
            run.progress(),
            asked -> asked == domain);
    return Transfer.row(
        together, ask(new ShortMemoryModel(twin, known), domain), domain, Segment.KNOWN_ELSEWHERE);
  }

  private String domainName(int domain) {
    return whole.catalogue().domains().get(domain);
  }
}

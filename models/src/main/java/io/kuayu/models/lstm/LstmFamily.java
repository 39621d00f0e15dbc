package io.kuayu.models.lstm;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.ModelFamily;
import io.kuayu.models.training.TorchSession;
import io.kuayu.models.training.TrainingLoop;

/**
 * A recurrent net over the merged history of all domains: embedding, LSTM, and a sigmoid for each
 * item, trained by binary cross-entropy to tell the next item from drawn ones at every position.
 */
public final class LstmFamily implements ModelFamily {
  @Override
  public String name() {
    return LstmModel.FAMILY;
  }

  @Override
  public String description() {
    return "a recurrent net that reads the history of all domains in order";
  }

  @Override
  public Trainer trainer(Settings options) {
    LstmSettings settings = LstmSettings.read(options);
    return (data, run) -> train(settings, data, run);
  }

  private static Model train(LstmSettings settings, TrainingData data, TrainingRun run) {
    try (TorchSession session = TorchSession.open(run)) {
      LstmLearner learner = new LstmLearner(session, settings, data, run.seed().derive("lstm"));
      new TrainingLoop(LstmModel.FAMILY, settings.toString(), settings.loop(), data, run)
          .train(session, learner);
      return learner.model();
    }
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new LstmModel(catalogue, LstmWeights.read(in));
  }
}

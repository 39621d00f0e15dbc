package io.kuayu.training.lstm;

import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.lstm.LstmFamily;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainingLoop;
import java.util.Map;

/** Trains the recurrent network by binary cross-entropy, at every position of a history. */
public final class LstmTraining implements TrainerProvider {
  @Override
  public String name() {
    return LstmFamily.NAME;
  }

  @Override
  public Trainer trainer(Settings options) {
    LstmSettings settings = LstmSettings.read(options);
    return (data, run) -> train(settings, data, run);
  }

  private static Model train(LstmSettings settings, TrainingData data, TrainingRun run) {
    return new TrainingLoop(LstmFamily.NAME, settings.toString(), settings.loop(), data, run)
        .train(
            session -> new LstmLearner(session, settings, data, run.seed().derive("lstm")),
            LstmLearner::model);
  }

  @Override
  public Map<String, String> libraries() {
    return TorchSession.libraries();
  }
}

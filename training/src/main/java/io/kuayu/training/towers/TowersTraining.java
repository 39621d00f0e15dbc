package io.kuayu.training.towers;

import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.towers.TowersFamily;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.training.DpSgdSettings;
import io.kuayu.training.DpSgdTraining;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainingLoop;
import java.util.Map;
import java.util.Optional;

/** Trains both towers together, also under differential privacy. */
public final class TowersTraining implements TrainerProvider {
  @Override
  public String name() {
    return TowersFamily.NAME;
  }

  @Override
  public Trainer trainer(Settings options) {
    TowersSettings settings = TowersSettings.read(options);
    return (data, run) -> train(settings, data, run);
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    return DpSgdSettings.read(options).map(DpSgdSettings::guarantee);
  }

  private static Model train(TowersSettings settings, TrainingData data, TrainingRun run) {
    try (TorchSession session = TorchSession.open(run)) {
      TowersLearner learner =
          new TowersLearner(session, settings, data, run.seed().derive("towers"));
      if (settings.inPrivate().isPresent()) {
        DpSgdSettings inPrivate = settings.inPrivate().get();
        new DpSgdTraining(inPrivate, learner, inPrivate.noise()).train(run);
      } else {
        new TrainingLoop(TowersFamily.NAME, settings.toString(), settings.loop(), data, run)
            .train(session, learner);
      }
      return learner.model();
    }
  }

  @Override
  public Map<String, String> libraries() {
    return TorchSession.libraries();
  }
}

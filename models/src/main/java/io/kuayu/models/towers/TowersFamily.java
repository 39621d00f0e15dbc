package io.kuayu.models.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.ModelFamily;
import io.kuayu.models.training.PrivateSettings;
import io.kuayu.models.training.PrivateTraining;
import io.kuayu.models.training.TorchSession;
import io.kuayu.models.training.TrainingLoop;
import io.kuayu.privacy.dp.Guarantee;
import java.util.Optional;

/**
 * Two towers (Covington, Adams and Sargin, RecSys 2016; Yi and others, RecSys 2019): a net turns
 * the history into a vector for the domain that is asked about, another turns items into vectors,
 * by their ids and the words of their text; their dot product is the score.
 */
public final class TowersFamily implements ModelFamily {
  @Override
  public String name() {
    return TowersModel.FAMILY;
  }

  @Override
  public String description() {
    return "a deep net for histories beside one for items, which knows new items by their words";
  }

  @Override
  public Trainer trainer(Settings options) {
    TowersSettings settings = TowersSettings.read(options);
    return (data, run) -> train(settings, data, run);
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    return PrivateSettings.read(options).map(PrivateSettings::guarantee);
  }

  private static Model train(TowersSettings settings, TrainingData data, TrainingRun run) {
    try (TorchSession session = TorchSession.open(run)) {
      TowersLearner learner =
          new TowersLearner(session, settings, data, run.seed().derive("towers"));
      if (settings.inPrivate().isPresent()) {
        PrivateSettings inPrivate = settings.inPrivate().get();
        new PrivateTraining(inPrivate, learner, inPrivate.noise()).train(run);
      } else {
        new TrainingLoop(TowersModel.FAMILY, settings.toString(), settings.loop(), data, run)
            .train(session, learner);
      }
      return learner.model();
    }
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    TowersWeights weights = TowersWeights.read(in);
    int buckets = weights.get(TowersWeights.WORDS).length / weights.embedding();
    return new TowersModel(catalogue, Words.of(catalogue, buckets), weights);
  }
}

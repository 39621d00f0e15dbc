package io.kuayu.models.transformer;

import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.training.TorchSession;
import io.kuayu.models.training.TrainingLoop;
import java.util.Optional;

/** Trains a transformer: texts, network, loop. */
final class TransformerTrainer implements Trainer {
  private final TransformerSettings settings;
  private final TextSettings textSettings;

  TransformerTrainer(TransformerSettings settings, TextSettings textSettings) {
    this.settings = settings;
    this.textSettings = textSettings;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    Optional<TextSpace.Filled> texts = texts(data, run);
    return train(data, run, texts.map(TextSpace.Filled::texts).orElse(ItemTexts.NONE), texts);
  }

  private Optional<TextSpace.Filled> texts(TrainingData data, TrainingRun run) {
    if (!textSettings.used()) {
      return Optional.empty();
    }
    Optional<TextSpace> known = Start.of(run, settings).flatMap(Start::space);
    if (known.isPresent()) {
      return Optional.of(
          new TextSpace.Filled(known.get(), known.get().fill(data.catalogue(), run)));
    }
    return textSettings.fit(data, run);
  }

  /** Trains with texts that are vectors already. */
  TransformerModel train(
      TrainingData data, TrainingRun run, ItemTexts texts, Optional<TextSpace.Filled> filled) {
    TransformerSettings settings =
        data.interactions().isApart() ? this.settings.withoutPriors() : this.settings;
    Optional<Start> start = Start.of(run, settings);
    ItemRows rows = ItemRows.of(data);
    if (rows.size() == 0) {
      throw new KuayuException(
          "there is no training event to learn from", "give events, or another split");
    }
    Parameters.Shape shape =
        settings.shape(data.catalogue().domains().size(), rows.size(), texts.width());
    Parameters fresh = Parameters.initial(shape, run.seed().derive("transformer"));
    Parameters initial =
        start.map(from -> from.parameters(fresh, rows, data.catalogue())).orElse(fresh);
    try (TorchSession session = TorchSession.open(run)) {
      TransformerLearner learner = new TransformerLearner(settings, session, data, texts, initial);
      String options =
          settings
              + " "
              + textSettings
              + " "
              + texts.width()
              + start.map(from -> " from " + from.mark()).orElse("");
      new TrainingLoop(TransformerFamily.NAME, options, settings.loop(), data, run)
          .train(session, learner);
      TransformerState state =
          new TransformerState(
              new Parameters(shape, learner.weights().copy()),
              rows,
              texts,
              filled.map(TextSpace.Filled::space),
              Prior.of(data, settings.priors()));
      return new TransformerModel(data.catalogue(), settings, state);
    }
  }
}

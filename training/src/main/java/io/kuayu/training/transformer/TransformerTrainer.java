package io.kuayu.training.transformer;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.TransformerFamily;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainingLoop;
import java.util.Optional;

/** Trains a transformer: texts, network, loop. */
public final class TransformerTrainer implements Trainer {
  private final TransformerSettings settings;
  private final ContentSettings textSettings;

  public TransformerTrainer(TransformerSettings settings, ContentSettings textSettings) {
    this.settings = settings;
    this.textSettings = textSettings;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    Optional<ContentSpace.Filled> texts = texts(data, run);
    return train(
        data, run, texts.map(ContentSpace.Filled::vectors).orElse(ContentVectors.NONE), texts);
  }

  private Optional<ContentSpace.Filled> texts(TrainingData data, TrainingRun run) {
    if (!textSettings.used()) {
      return Optional.empty();
    }
    Optional<ContentSpace> known =
        TransformerWarmStart.of(run, settings).flatMap(TransformerWarmStart::space);
    if (known.isPresent()) {
      return Optional.of(
          new ContentSpace.Filled(known.get(), known.get().fill(data.catalogue(), run)));
    }
    return textSettings.fit(data, run);
  }

  /** Trains with texts that are vectors already. */
  TransformerModel train(
      TrainingData data,
      TrainingRun run,
      ContentVectors texts,
      Optional<ContentSpace.Filled> filled) {
    TransformerSettings settings =
        data.interactions().isApart() ? this.settings.withoutPriors() : this.settings;
    Optional<TransformerWarmStart> start = TransformerWarmStart.of(run, settings);
    ItemRows rows = ItemRows.of(data);
    if (rows.size() == 0) {
      throw new KuayuException(
          ErrorCode.NO_EVENTS,
          "there is no training event to learn from",
          "give events, or another split");
    }
    TransformerParameters.Shape shape =
        settings.shape(data.catalogue().domains().size(), rows.size(), texts.width());
    TransformerParameters fresh =
        TransformerParameters.initial(shape, run.seed().derive("transformer"));
    TransformerParameters initial =
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
              new TransformerParameters(shape, learner.weights().copy()),
              rows,
              texts,
              filled.map(ContentSpace.Filled::space),
              RecencyPrior.of(data, settings.priors()));
      return new TransformerModel(data.catalogue(), settings.scoring(), state);
    }
  }
}

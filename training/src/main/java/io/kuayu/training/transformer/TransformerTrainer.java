package io.kuayu.training.transformer;

import io.kuayu.core.Context;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.text.FusedContents;
import io.kuayu.models.transformer.ContentResidual;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.TransformerFamily;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.TrainingFingerprint;
import io.kuayu.training.TrainingLoop;
import io.kuayu.training.sequence.TrainingWindows;
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

  /** Reads contents as the training did that chose which modalities to read. */
  @Override
  public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    Optional<ContentSpace.Filled> known =
        chosen instanceof TransformerModel transformer
            ? ContentSpace.asChosen(transformer.state().space(), everything.catalogue(), run)
            : Optional.empty();
    return known.isPresent()
        ? train(everything, run, known.get().vectors(), known)
        : train(everything, run);
  }

  private Optional<ContentSpace.Filled> texts(TrainingData data, TrainingRun run) {
    if (!textSettings.used()) {
      return Optional.empty();
    }
    Optional<ContentSpace> known =
        TransformerWarmStart.of(run, settings).flatMap(TransformerWarmStart::space);
    return known.isPresent()
        ? Optional.of(known.get().filled(data.catalogue(), run))
        : FusedContents.fit(textSettings, data, run);
  }

  /** Trains with texts that are already encoded. */
  TransformerModel train(
      TrainingData data,
      TrainingRun run,
      ContentVectors texts,
      Optional<ContentSpace.Filled> filled) {
    int[] lengths =
        TrainingWindows.of(data.interactions(), this.settings.length()).stream()
            .mapToInt(Context::length)
            .toArray();
    data.requireTrainingEvents();
    ItemRows rows = ItemRows.of(data);
    Optional<TransformerWarmStart> start = TransformerWarmStart.of(run, this.settings);
    TransformerSettings settings =
        start
            .map(from -> this.settings.withWidthsOf(from.shape()))
            .orElse(this.settings)
            .forData(!data.interactions().isApart(), lengths, rows.size());
    TransformerParameters.Shape shape =
        settings.shape(data.catalogue().domains().size(), rows.size(), texts.width());
    TransformerParameters fresh =
        TransformerParameters.initial(shape, run.seed().derive("transformer"));
    TransformerParameters initial =
        start.map(from -> from.parameters(fresh, rows, data.catalogue())).orElse(fresh);
    String options =
        TrainingFingerprint.options(
            settings, textSettings, texts.width(), start.map(TransformerWarmStart::fingerprint));
    return new TrainingLoop(TransformerFamily.NAME, options, settings.loop(), data, run)
        .train(
            session -> new TransformerLearner(settings, session, data, texts, initial),
            learner ->
                new TransformerModel(
                    data.catalogue(),
                    settings.scoring(),
                    new TransformerState(
                        learnt(settings, learner, rows, texts),
                        rows,
                        texts,
                        filled.map(ContentSpace.Filled::space),
                        RecencyPrior.of(data, settings.priors()))));
  }

  /** An id that no step hid teaches nothing of items without one, so content takes its place. */
  private static TransformerParameters learnt(
      TransformerSettings settings,
      TransformerLearner learner,
      ItemRows rows,
      ContentVectors texts) {
    TransformerParameters last = learner.parameters();
    return settings.idDropout() > 0 ? last : ContentResidual.of(last, rows, texts);
  }
}

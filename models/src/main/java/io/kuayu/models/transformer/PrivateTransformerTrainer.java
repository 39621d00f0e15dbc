package io.kuayu.models.transformer;

import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.training.ParameterSizes;
import io.kuayu.models.training.PrivateTraining;
import io.kuayu.models.training.TorchSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a transformer under differential privacy of whole people. What it knows of items is their
 * text, which is public; from people it learns by noisy counts and {@link PrivateTraining} alone.
 */
final class PrivateTransformerTrainer implements Trainer {
  private final TransformerSettings settings;
  private final TextSettings textSettings;
  private final PrivatePlan plan;

  PrivateTransformerTrainer(
      TransformerSettings settings, TextSettings textSettings, PrivatePlan plan) {
    this.settings = plan.recency().isPresent() ? settings : settings.withoutPriors();
    this.textSettings = textSettings;
    this.plan = plan;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    if (run.start().isPresent()) {
      throw new KuayuException(
          "a private training cannot start from a model, which may tell about people",
          "train without --from");
    }
    if (settings.objective() != TransformerSettings.Objective.CAUSAL || !textSettings.used()) {
      throw new KuayuException(
          "a private transformer reads forwards and knows items by their texts alone",
          "leave out the options objective and text");
    }
    TextSpace.Filled filled =
        TextSpace.fit(data, textSettings.encoder(), textSettings.whitening(), run);
    return train(data, run, filled.texts(), Optional.of(filled.space()));
  }

  /** Trains with texts that are vectors already. */
  TransformerModel train(
      TrainingData data, TrainingRun run, ItemTexts texts, Optional<TextSpace> space) {
    TransformerSettings used = data.interactions().isApart() ? settings.withoutPriors() : settings;
    Prior prior = prior(used, data);
    Parameters.Shape shape = used.shape(data.catalogue().domains().size(), 1, texts.width());
    try (TorchSession session = TorchSession.open(run)) {
      PrivateLearner learner =
          new PrivateLearner(
              used,
              plan.scope(),
              session,
              data,
              texts,
              prior,
              PublicStart.of(shape, run.seed().derive("transformer")));
      new PrivateTraining(plan.steps(), learner, plan.noise()).train(run);
      ItemRows rows = ItemRows.ofAll(data.catalogue());
      TransformerState state =
          new TransformerState(
              withIds(shape, learner.weights().copy(), rows, texts), rows, texts, space, prior);
      return new TransformerModel(data.catalogue(), used, state);
    }
  }

  private Prior prior(TransformerSettings used, TrainingData data) {
    return used.priorDays().isEmpty()
        ? Prior.none(data.catalogue())
        : Prior.of(plan.recency().orElseThrow().events(data), used.priors());
  }

  /** The id of every item with a text is the same, that of the others zero. */
  private static Parameters withIds(
      Parameters.Shape shape, Map<String, float[]> learnt, ItemRows rows, ItemTexts texts) {
    int dim = shape.dim();
    float[] common = ParameterSizes.named(learnt, Parameters.UNKNOWN);
    float[] ids = new float[rows.size() * dim];
    for (int row = 0; row < rows.size(); row++) {
      if (texts.has(rows.ordinals()[row])) {
        System.arraycopy(common, 0, ids, row * dim, dim);
      }
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt);
    values.put(Parameters.ITEM, ids);
    return new Parameters(shape.with(shape.domains(), rows.size()), values);
  }
}

package io.kuayu.training.transformer;

import io.kuayu.core.ArraySize;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.DpSgdTraining;
import io.kuayu.training.TorchSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a transformer under user-level differential privacy. It represents items by their text,
 * which is public. It learns from users only through noisy counts and {@link DpSgdTraining}.
 */
public final class PrivateTransformerTrainer implements Trainer {
  private final TransformerSettings settings;
  private final ContentSettings textSettings;
  private final PrivacyPlan plan;

  public PrivateTransformerTrainer(
      TransformerSettings settings, ContentSettings textSettings, PrivacyPlan plan) {
    this.settings = plan.recency().isPresent() ? settings : settings.withoutPriors();
    this.textSettings = textSettings;
    this.plan = plan;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    if (run.start().isPresent()) {
      throw new KuayuException(
          ErrorCode.PRIVATE_TRAINING,
          "a private training cannot start from a model, which may tell about people",
          "train without --from");
    }
    if (settings.objective() != Objective.CAUSAL || !textSettings.used()) {
      throw new KuayuException(
          ErrorCode.PRIVATE_TRAINING,
          "a private transformer reads forwards and knows items by their texts alone",
          "leave out the options objective and text");
    }
    ContentSpace.Filled filled =
        ContentSpace.fit(
            data, Modality.TEXT, textSettings.encoders().text(), textSettings.whitening(), run);
    return train(data, run, filled.vectors(), Optional.of(filled.space()));
  }

  /** Trains with texts that are already encoded. */
  TransformerModel train(
      TrainingData data, TrainingRun run, ContentVectors texts, Optional<ContentSpace> space) {
    TransformerSettings used = data.interactions().isApart() ? settings.withoutPriors() : settings;
    RecencyPrior prior = prior(used, data);
    TransformerParameters.Shape shape =
        used.shape(data.catalogue().domains().size(), 1, texts.width());
    try (TorchSession session = TorchSession.open(run)) {
      PrivateTransformerLearner learner =
          new PrivateTransformerLearner(
              used,
              plan.scope(),
              session,
              data,
              texts,
              prior,
              PublicInitialization.of(shape, run.seed().derive("transformer")));
      new DpSgdTraining(plan.steps(), learner, plan.noise()).train(run);
      ItemRows rows = ItemRows.ofAll(data.catalogue());
      TransformerState state =
          new TransformerState(
              withIds(shape, learner.weights().copy(), rows, texts), rows, texts, space, prior);
      return new TransformerModel(data.catalogue(), used.scoring(), state);
    }
  }

  private RecencyPrior prior(TransformerSettings used, TrainingData data) {
    return used.priorDays().isEmpty()
        ? RecencyPrior.none(data.catalogue())
        : RecencyPrior.of(plan.recency().orElseThrow().events(data), used.priors());
  }

  /** The id of every item with a text is the same, that of the others zero. */
  private static TransformerParameters withIds(
      TransformerParameters.Shape shape,
      Map<String, float[]> learnt,
      ItemRows rows,
      ContentVectors texts) {
    int dim = shape.dim();
    float[] common = ParameterShapes.named(learnt, TransformerParameters.UNKNOWN);
    float[] ids = new float[ArraySize.product("numbers of the item ids", rows.size(), dim)];
    for (int row = 0; row < rows.size(); row++) {
      if (texts.has(rows.ordinals()[row])) {
        System.arraycopy(common, 0, ids, row * dim, dim);
      }
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt);
    values.put(TransformerParameters.ITEM, ids);
    return new TransformerParameters(shape.with(shape.domains(), rows.size()), values);
  }
}

package io.kuayu.models.text;

import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ModalitySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contents of items for families that learn what to make of them. A modality that tells nothing
 * of held-out events, by the choice that {@code text} makes, is left out; the others are parts as
 * long as their weight.
 */
public final class FusedContents {
  private static final double MIN_GATE = .1;

  private FusedContents() {}

  /** Encodes all items; empty where they have no contents or contents are not to be used. */
  public static Optional<ContentSpace.Filled> fit(
      ContentSettings settings, TrainingData data, TrainingRun run) {
    if (!settings.used()) {
      return Optional.empty();
    }
    List<ModalitySpace.Filled> all = settings.encoders().fit(data, settings.whitening(), run);
    if (all.size() <= 1) {
      return all.stream().findFirst().map(ContentSpace.Filled::of);
    }
    List<TextModel> models =
        all.stream()
            .map(each -> ContentTrainer.model(data.catalogue(), each, TextModelSettings.DEFAULT))
            .toList();
    FusionWeights weights = FusionChoice.choose(data, models, run);
    List<ModalitySpace.Filled> parts = new ArrayList<>();
    List<Double> gates = new ArrayList<>();
    parts.add(all.getFirst());
    gates.add(1.0);
    for (int index = 1; index < all.size(); index++) {
      FusionWeights.Other other = weights.others().get(index - 1);
      if (!other.isSilent()) {
        parts.add(all.get(index));
        gates.add(Math.clamp(Math.max(other.beside(), other.alone()), MIN_GATE, 1));
      }
    }
    return Optional.of(ContentSpace.Filled.of(parts, gates));
  }
}

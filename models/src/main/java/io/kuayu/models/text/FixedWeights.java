package io.kuayu.models.text;

import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights of modalities that a configuration sets, instead of those that validation chooses.
 *
 * @param weights of each modality; one that is not named has none
 */
record FixedWeights(Map<Modality, Double> weights) {
  private static final String KEY = "weights";
  private static final String AUTO = "auto";

  FixedWeights {
    weights = Map.copyOf(weights);
  }

  /** Reads {@code weights}, a block or {@code auto}; empty for the latter. */
  static Optional<FixedWeights> read(Settings settings) {
    boolean isBlock =
        settings.has(KEY) && settings.written().keySet().stream().anyMatch(FixedWeights::isBelow);
    if (!isBlock) {
      String written = settings.text(KEY, AUTO);
      if (!written.equals(AUTO)) {
        settings.problem(
            KEY,
            "is '" + written + "'",
            "write auto, or a block such as { text: 1, image: 0.2, audio: 0.2 }");
      }
      return Optional.empty();
    }
    Settings block = settings.at(KEY);
    Map<Modality, Double> weights = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      double weight = block.decimal(modality.lowerCase(), 0, 0, 100);
      if (weight > 0) {
        weights.put(modality, weight);
      }
    }
    if (weights.isEmpty()) {
      settings.problem(KEY, "are all 0", "give one modality a weight above 0");
    }
    return Optional.of(new FixedWeights(weights));
  }

  private static boolean isBelow(String path) {
    return path.contains("." + KEY + ".") || path.startsWith(KEY + ".");
  }

  /** The models with a weight, in the order of modalities; the first one where none has. */
  List<TextModel> ordered(List<TextModel> models) {
    List<TextModel> weighed =
        models.stream()
            .filter(model -> weights.containsKey(model.modality()))
            .sorted(Comparator.comparing(TextModel::modality))
            .toList();
    return weighed.isEmpty() ? models.subList(0, 1) : weighed;
  }

  /** The weights against that of the first model. */
  FusionWeights of(List<TextModel> models) {
    Modality first = models.getFirst().modality();
    return new FusionWeights(
        first,
        models.subList(1, models.size()).stream()
            .map(
                model -> {
                  double share = weight(model.modality()) / weight(first);
                  return new FusionWeights.Other(model.modality(), share, share);
                })
            .toList(),
        0);
  }

  private double weight(Modality modality) {
    return weights.getOrDefault(modality, 0.0);
  }
}

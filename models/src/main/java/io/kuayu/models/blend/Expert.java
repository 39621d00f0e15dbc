package io.kuayu.models.blend;

import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model that takes part in a blend.
 *
 * @param name by which users select it
 * @param family of the model
 * @param options of the family that differ from its defaults
 */
record Expert(String name, String family, Map<String, String> options) {
  /** The built-in experts. */
  static final List<Expert> ALL =
      List.of(
          recency(4),
          recency(7),
          recency(21),
          recency(60),
          of("popularity"),
          of("transitions"),
          of("item-knn"),
          of("ease"),
          of("text"),
          of("lstm"),
          of("towers"),
          of("transformer"),
          of("generative"));

  /** The experts that are used by default. */
  static final List<String> DEFAULT =
      List.of(
          "recency-4",
          "recency-7",
          "recency-21",
          "recency-60",
          "popularity",
          "transitions",
          "item-knn",
          "text",
          "transformer");

  Expert {
    options = Map.copyOf(options);
  }

  private static Expert of(String family) {
    return new Expert(family, family, Map.of());
  }

  private static Expert recency(int days) {
    return new Expert("recency-" + days, "recency", Map.of("tau-days", String.valueOf(days)));
  }

  /** Every expert: {@link #ALL}, then each further family on the class path with its defaults. */
  static List<Expert> known() {
    Set<String> own = ALL.stream().map(Expert::family).collect(Collectors.toSet());
    return Stream.concat(
            ALL.stream(),
            ModelFamilies.names().stream()
                .filter(family -> !own.contains(family) && !family.equals(BlendModel.FAMILY))
                .map(Expert::of))
        .toList();
  }

  /**
   * A trainer of this expert.
   *
   * @param shared options of the blend, of which it gets those that its family has
   */
  Trainer trainer(ExpertOptions shared) {
    TrainerProvider provider = ModelFamilies.trainer(family);
    Settings asked = Settings.empty();
    var _ = provider.trainer(asked);
    Map<String, Setting> values = new LinkedHashMap<>();
    shared
        .byName()
        .forEach(
            (key, value) -> {
              if (asked.askedFor().contains(key)) {
                values.put(key, new Setting.Scalar(value, "blend " + name));
              }
            });
    options.forEach((key, value) -> values.put(key, new Setting.Scalar(value, "blend " + name)));
    Settings settings = Settings.of(new Setting.Tree(values, "blend " + name));
    Trainer trainer = provider.trainer(settings);
    settings.check();
    return trainer;
  }
}

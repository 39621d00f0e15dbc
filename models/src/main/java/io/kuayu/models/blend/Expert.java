package io.kuayu.models.blend;

import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that takes part in a blend.
 *
 * @param name what people choose it by
 * @param family of the model
 * @param options of the family that differ from its defaults
 * @param counts whether the family counts, and can be told from how many people on
 */
record Expert(String name, String family, Map<String, String> options, boolean counts) {
  /** Every expert; a new one is one line here. */
  static final List<Expert> ALL =
      List.of(
          recency(4),
          recency(7),
          recency(21),
          recency(60),
          counting("popularity"),
          counting("transitions"),
          counting("item-knn"),
          counting("ease"),
          of("text"),
          of("lstm"),
          of("towers"),
          of("transformer"),
          of("generative"));

  /** Those that take part where nothing else is said. */
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
    return new Expert(family, family, Map.of(), false);
  }

  private static Expert counting(String family) {
    return new Expert(family, family, Map.of(), true);
  }

  private static Expert recency(int days) {
    return new Expert("recency-" + days, "recency", Map.of("tau-days", String.valueOf(days)), true);
  }

  /**
   * A trainer of it.
   *
   * @param least how many people must have done what it counts, where it counts
   */
  Trainer trainer(MinUserSupport least) {
    Map<String, Setting> values = new LinkedHashMap<>();
    if (counts) {
      String people = String.valueOf(least.people());
      values.put(MinUserSupport.OPTION, new Setting.Scalar(people, "blend " + name));
    }
    options.forEach((key, value) -> values.put(key, new Setting.Scalar(value, "blend " + name)));
    Settings settings = Settings.of(new Setting.Tree(values, "blend " + name));
    Trainer trainer = ModelFamilies.trainer(family).trainer(settings);
    settings.check();
    return trainer;
  }
}

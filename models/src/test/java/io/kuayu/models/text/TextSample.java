package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Items with texts, and models of them that learn from nobody. */
final class TextSample {
  static final Provenance PROVENANCE =
      new Provenance("abc", "leave-one-out", 42, Map.of(), Map.of(), Map.of(), 1.5);

  private TextSample() {}

  static Item item(String domain, String id, String text) {
    return new Item(new ItemKey(domain, id), text, text, Map.of());
  }

  /**
   * Trains a model.
   *
   * @param folder for what is cached
   */
  static Model train(Catalogue catalogue, Map<String, String> options, Path folder) {
    Map<String, Setting> values = new LinkedHashMap<>();
    options.forEach((key, value) -> values.put(key, new Setting.Scalar(value, "test")));
    Settings settings = Settings.of(new Setting.Tree(values, "test"));
    var trainer = ModelFamilies.trainer("text").trainer(settings);
    settings.check();
    var nobody = Sample.data(1, 0).interactions();
    return trainer.train(new TrainingData(catalogue, nobody), TrainingRun.quiet(1, folder));
  }

  static float[] scores(Model model, String domain, int... history) {
    int ordinal = model.catalogue().domain(domain);
    float[] scores = new float[model.catalogue().ordinals(ordinal).length];
    model.score(new Context(history, new long[history.length], 1), ordinal, scores);
    return scores;
  }
}

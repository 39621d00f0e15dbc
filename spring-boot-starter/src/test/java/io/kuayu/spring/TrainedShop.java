package io.kuayu.spring;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.settings.Settings;
import io.kuayu.engine.request.Request;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small model, and bundles of it. */
final class TrainedShop {
  static final String NAME = "shop";
  static final ItemKey ITEM = Sample.catalogue().key(0);
  static final Model MODEL =
      ModelFamilies.trainer("item-knn")
          .trainer(Settings.empty())
          .train(Sample.data(3, 60), TrainingRun.quiet(1, Path.of("none")));

  private TrainedShop() {}

  /** Writes the next current version; returns it. */
  static String write(Path models) {
    Provenance provenance = new Provenance("f", "s", 1, Map.of(), Map.of(), Map.of(), 0);
    return String.valueOf(Bundle.write(models, NAME, MODEL, provenance).getFileName());
  }

  static Request request() {
    return Request.of(
        new History(List.of(Event.of(ITEM, Sample.START))), Sample.START + 100_000_000);
  }
}

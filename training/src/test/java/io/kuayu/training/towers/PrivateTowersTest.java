package io.kuayu.training.towers;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Context;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateTowersTest {
  @TempDir private Path cache;

  @Test
  void trainsWithNoiseAndKnowsItemsByTheirWordsAlone() {
    TrainingData data = Sample.data(7, 40);
    float[] one = scores(data, "8");
    assertThat(one).doesNotContain(Float.NaN);
    // Noise is secret: the same seed gives another model.
    assertThat(scores(data, "8")).isNotEqualTo(one);
  }

  private float[] scores(TrainingData data, String epsilon) {
    Setting.Tree block =
        new Setting.Tree(
            Map.of(
                "epsilon", new Setting.Scalar(epsilon, "test"),
                "rate", new Setting.Scalar("0.2", "test"),
                "steps", new Setting.Scalar("5", "test")),
            "test");
    Settings settings = Settings.of(new Setting.Tree(Map.of("privacy", block), "test"));
    var trainer = new TowersTraining().trainer(settings);
    settings.check();
    try (Model model = trainer.train(data, TrainingRun.quiet(1, cache))) {
      float[] scores = new float[data.catalogue().ordinals(0).length];
      model.score(new Context(new int[0], new long[0], 5_000), 0, scores);
      return scores;
    }
  }
}

package io.kuayu.application.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOnlyFamilyTest {
  @TempDir Path folder;

  @Test
  void aFamilyThatCannotBeTrainedHereStopsOnlyItsOwnTraining() throws IOException {
    Path file = folder.resolve("kuayu.yaml");
    Files.writeString(
        file,
        """
        domains: { food: { events: [ { path: food.csv } ] } }
        models: { load-only: { any: { key: 1 } } }
        """);

    Configuration configuration = Configuration.read(ConfigFile.open(file, List.of(), Map.of()));

    assertThat(configuration.trainers())
        .containsKey("recency")
        .doesNotContainKey(LoadOnlyFamily.NAME);
    assertThat(configuration.options().get(LoadOnlyFamily.NAME))
        .isEqualTo(Map.of("models.load-only.any.key", "1"));
  }
}

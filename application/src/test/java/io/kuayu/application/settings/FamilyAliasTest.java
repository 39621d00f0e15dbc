package io.kuayu.application.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyAliasTest {
  @TempDir Path folder;

  private Configuration read(String models) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kuayu.yaml"),
            "domains: { food: { events: [ { path: food.csv } ] } }\n" + models);
    return Configuration.read(ConfigFile.open(file, List.of(), Map.of()));
  }

  @Test
  void contentIsAnotherNameOfText() throws IOException {
    Configuration configuration =
        read(
            """
            model: content
            models:
              content: { image-encoder: none, weights: { text: 1, audio: 0.2 } }
              blend: { experts: [popularity, content] }
            """);
    assertThat(configuration.model()).isEqualTo("text");
    assertThat(configuration.options().get("text")).containsKey("models.content.image-encoder");
    assertThat(configuration.trainers()).containsKey("text").doesNotContainKey("content");
    assertThat(ModelFamilies.named("content").name()).isEqualTo("text");
  }

  @Test
  void oneBlockOfTheTwoIsEnough() {
    assertThatThrownBy(() -> read("models: { text: { history: 3 }, content: { history: 4 } }\n"))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("another name of 'text'");
  }
}

package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code examples/music-community} on an eighth of the people, with the models that count. */
class MusicCommunityExampleTest {
  private static final String DATA = "lastfm-social";

  @TempDir Path folder = Path.of(".");

  @Test
  void asksForAllThatComesInLaterMonths() throws IOException {
    assumeTrue(Files.exists(ExampleProject.data(DATA)), "the data of Last.fm are not here");
    ExampleProject music =
        ExampleProject.cut(
            folder, "music-community", "kuayu.yaml", DATA, user -> Integer.parseInt(user) % 8 == 0);
    Outcome outcome =
        music.run(
            "evaluate", "-m", "popularity", "-m", "item-knn", "--protocol", "later", "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(outcome.out());
    JsonNode rock = found.get(1).get("domains").get("rock_indie");
    assertThat(found.get(1).get("protocol").asString()).isEqualTo("later");
    assertThat(rock.get("targets").asInt())
        .as("several answers to one question")
        .isGreaterThan(3 * rock.get("users").asInt());
    assertThat(rock.get("hr@10").asDouble())
        .as("one of many is sooner found than a good share of them")
        .isGreaterThan(rock.get("recall@10").asDouble());
    assertThat(rock.get("ndcg@10").asDouble()).isPositive();
    Outcome sampled =
        music.run(
            "evaluate", "-m", "popularity", "--protocol", "later", "--candidates", "sampled:99");
    assertThat(sampled.code()).isNotZero();
    assertThat(sampled.err()).contains("--candidates full");
  }
}

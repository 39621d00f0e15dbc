package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code examples/online-courses} on a third of the people, with the models that count. */
class OnlineCoursesExampleTest {
  private static final String DATA = "mars-online-courses";

  @TempDir Path folder = Path.of(".");

  @Test
  void tellsWhatTheDomainsOfATrainingPlatformGiveEachOther() throws IOException {
    assumeTrue(Files.exists(ExampleProject.data(DATA)), "the data of MARS are not here");
    ExampleProject courses =
        ExampleProject.cut(
            folder, "online-courses", "kuayu.yaml", DATA, user -> Integer.parseInt(user) % 3 == 0);
    Outcome outcome =
        courses.run("evaluate", "-m", "popularity", "-m", "item-knn", "--transfer", "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(outcome.out()).get(1);
    assertThat(found.get("split").asString()).isEqualTo("time");
    for (String domain : List.of("communication", "documents", "platform")) {
      JsonNode row = found.get("transfer").get(domain);
      assertThat(row.get("users").asInt()).as(domain).isGreaterThan(20);
      JsonNode newcomers = row.get("newcomers");
      assertThat(newcomers.get("users").asInt()).isBetween(5, row.get("users").asInt() - 1);
      assertThat(newcomers.get("alone").get("ndcg@10").asDouble())
          .as("whoever is new in %s has nothing that its twin could read", domain)
          .isZero();
      assertThat(newcomers.get("together").get("ndcg@10").asDouble()).as(domain).isPositive();
    }
    assertThat(found.get("newcomerComparisons").get(0).get("with").asString())
        .isEqualTo("popularity");
  }
}

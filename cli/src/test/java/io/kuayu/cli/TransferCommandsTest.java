package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A bundle of books serves games, which it never saw, and starts a training on them. */
class TransferCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SMALL =
      List.of(
          "-s", "models.transformer.dim=8",
          "-s", "models.transformer.layers=1",
          "-s", "models.transformer.epochs=1",
          "-s", "models.transformer.text-width=8",
          "-s", "models.blend.experts=[text, popularity, item-knn]");

  @TempDir static Path folder;
  private static Shop shop = new Shop(Path.of("."));

  @BeforeAll
  static void trainOnBooksAlone() throws IOException {
    shop = new Shop(folder).write(60, 20);
    for (String family : List.of("transformer", "blend")) {
      Outcome outcome = run("train", "-m", family, "-s", "only=books", "-s", "workdir=elsewhere");
      assertThat(outcome.code()).as(outcome.err()).isZero();
    }
  }

  private static Outcome run(String command, String... arguments) {
    return shop.run(
        command, Stream.concat(Stream.of(arguments), SMALL.stream()).toArray(String[]::new));
  }

  private static String bundle(String family) {
    return folder.resolve("elsewhere/models/" + family).toString();
  }

  @Test
  void recommendsAndRanksADomainThatTheBundleNeverSaw() throws IOException {
    for (String family : List.of("transformer", "blend")) {
      Outcome list =
          run(
              "recommend",
              "--history",
              "books:i9",
              "--domains",
              "games",
              "--bundle",
              bundle(family),
              "--json");
      assertThat(list.code()).as(list.err()).isZero();
      assertThat(list.err()).contains("trained on books").contains("reads games by the items'");
      List<Double> scores = new ArrayList<>();
      for (JsonNode line : JSON.readTree(list.out())) {
        assertThat(line.get("domain").asString()).isEqualTo("games");
        scores.add(line.get("score").asDouble());
      }
      assertThat(scores).hasSize(10);
      assertThat(scores.stream().distinct().count()).isGreaterThan(5);
      Files.writeString(
          shop.file("requests.jsonl"),
          """
          {"id":"r","history":[{"domain":"books","item":"i9"}],"candidates":[{"domain":"games","item":"i9"},{"domain":"games","item":"i12"},{"domain":"books","item":"i7"}]}
          """);
      Outcome ranked =
          run(
              "rank",
              "--bundle",
              bundle(family),
              "--requests",
              shop.file("requests.jsonl").toString(),
              "--out",
              shop.file("scores.jsonl").toString());
      assertThat(ranked.code()).as(ranked.err()).isZero();
      JsonNode answer = JSON.readTree(Files.readString(shop.file("scores.jsonl"))).get("scores");
      assertThat(answer).hasSize(3);
      assertThat(answer.get(0).asDouble()).isNotEqualTo(answer.get(1).asDouble());
    }
  }

  @Test
  void measuresABundleOnADomainThatItNeverSaw() {
    Outcome outcome =
        run("evaluate", "--protocol", "zero-shot:games", "--bundle", bundle("blend"), "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(JSON.readTree(outcome.out()).at("/domains/games/users").asInt()).isPositive();
    Outcome seen =
        run("evaluate", "--protocol", "zero-shot:books", "--bundle", bundle("blend"), "--json");
    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("was trained on the domain 'books'");
  }

  @Test
  void measuresPeopleOfWhomTrainingSawNothing() {
    Outcome outcome =
        run("evaluate", "--protocol", "new-people", "-m", "popularity", "-m", "item-knn", "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("training item-knn for the protocol new-people");
    JsonNode found = JSON.readTree(outcome.out()).get(1);
    assertThat(found.get("protocol").asString()).isEqualTo("new-people");
    assertThat(found.at("/domains/games/users").asInt()).isPositive();
    Outcome own = run("train", "-m", "popularity");
    assertThat(own.code()).as(own.err()).isZero();
    String bundle = folder.resolve("work/models/popularity").toString();
    Outcome refused = run("evaluate", "--protocol", "new-people", "--bundle", bundle, "--json");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("was trained on the people whom the protocol new-people");
  }

  @Test
  void startsATrainingFromABundleAndKeepsWhichInTheManifest() throws IOException {
    Outcome outcome =
        run("train", "-m", "transformer", "--from", bundle("transformer"), "-s", "only=games");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("training transformer from transformer");
    String version = outcome.out().strip().substring("transformer ".length());
    String manifest =
        Files.readString(folder.resolve("work/models/transformer/" + version + "/manifest.json"));
    assertThat(JSON.readTree(manifest).at("/notes/startedFrom").asString())
        .startsWith("transformer 2")
        .endsWith("trained on books");
  }

  @Test
  void saysClearlyWhatCannotBe() {
    Outcome family = run("train", "-m", "item-knn", "--from", bundle("transformer"));
    assertThat(family.code()).isEqualTo(2);
    assertThat(family.err())
        .contains("item-knn cannot start from a bundle")
        .contains("choose among transformer, generative, blend");
    Outcome nothing = run("train", "-m", "transformer", "--from", "nowhere");
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.err()).contains("there is no bundle in nowhere");
    Outcome other = run("train", "-m", "transformer", "--from", bundle("blend"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("cannot start from a bundle of 'blend'");
    Outcome both = run("recommend", "--user", "u9", "-m", "blend", "--bundle", bundle("blend"));
    assertThat(both.code()).isEqualTo(2);
  }
}

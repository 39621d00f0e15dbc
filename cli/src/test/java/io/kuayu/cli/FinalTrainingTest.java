package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code train --final}: one training chooses, the model that is kept learns from every event. */
class FinalTrainingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Shop shop() throws IOException {
    return new Shop(folder).write(60, 20);
  }

  private static Outcome run(Shop shop, String command, String... arguments) {
    Outcome outcome = shop.run(command, arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private JsonNode manifest(Path models, String model) throws IOException {
    Path own = models.resolve(model);
    String version = Files.readString(own.resolve("CURRENT")).strip();
    return JSON.readTree(Files.readString(own.resolve(version + "/manifest.json")));
  }

  private JsonNode notes(String model) throws IOException {
    return manifest(folder.resolve("work/models"), model).get("notes");
  }

  private static List<Path> versions(Path model) throws IOException {
    try (Stream<Path> entries = Files.list(model)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void learnsFromTheEventsThatAreHeldOutAndSaysSo() throws IOException {
    Shop shop = shop();
    // The last book of u7 is followed by nothing that training sees.
    Files.writeString(
        shop.file("books-events.csv"),
        "u7,i8,1800000000\nu7,i19,1800000060\n",
        StandardOpenOption.APPEND);
    String[] ask = {"-m", "transitions", "--history", "books:i8", "--domains", "books", "--json"};
    run(shop, "train", "-m", "transitions");
    double before = scoreOf("i19", run(shop, "recommend", ask));
    Outcome trained = run(shop, "train", "-m", "transitions", "--final");
    assertThat(trained.out()).matches("transitions [0-9TZ.]+, final\n");
    assertThat(trained.err()).contains("training transitions again, finally: from every event");
    assertThat(scoreOf("i19", run(shop, "recommend", ask))).isGreaterThan(before);
    assertThat(notes("transitions").get("final").asString()).contains("every event");
    Path chosen =
        folder
            .resolve("work/models/transitions")
            .resolve(notes("transitions").get("chosenBy").asString());
    assertThat(chosen.resolve("manifest.json")).exists();
  }

  private static double scoreOf(String item, Outcome list) {
    return JSON.readTree(list.out())
        .valueStream()
        .filter(line -> line.get("item").asString().equals(item))
        .mapToDouble(line -> line.get("score").asDouble())
        .findFirst()
        .orElse(0);
  }

  @Test
  void isNotMeasuredOnWhatItLearntFromButItsChooserIs() throws Exception {
    Shop shop = shop();
    run(shop, "train", "--final");
    Outcome refused = shop.run("evaluate", "--json");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("[evaluation.final-model]").contains("--bundle ");
    String chooser = notes("item-knn").get("chosenBy").asString();
    Path bundle = folder.resolve("work/models/item-knn").resolve(chooser);
    assertThat(refused.err()).contains(bundle.toString());
    Outcome measured = run(shop, "evaluate", "--bundle", bundle.toString(), "--json");
    Outcome given =
        shop.run("evaluate", "--bundle", folder.resolve("work/models/item-knn").toString());
    assertThat(given.code()).isEqualTo(1);
    assertThat(given.err()).contains("[evaluation.final-model]");
    try (Served served = new Served(shop.file("kuayu.yaml"))) {
      assertThat(served.get("/api/v1/models").get("models").valueStream())
          .as("the chooser, and the final one")
          .satisfiesExactlyInAnyOrder(
              one -> assertThat(one.has("final")).isFalse(),
              one -> assertThat(one.path("final").asBoolean(false)).isTrue());
    }
    run(shop, "train", "--no-final");
    Outcome plain = run(shop, "evaluate", "--json");
    assertThat(JSON.readTree(plain.out()).get("domains"))
        .isEqualTo(JSON.readTree(measured.out()).get("domains"));
  }

  @Test
  void staysFinalWhenItIsTrainedAgainByItself() throws IOException {
    Shop shop = shop();
    run(shop, "train", "--final");
    Outcome answered = run(shop, "recommend", "--user", "u9", "-s", "models.item-knn.decay=.5");
    assertThat(answered.err()).contains("its options have changed").contains("finally");
    assertThat(notes("item-knn").has("final")).isTrue();
    run(shop, "train");
    assertThat(notes("item-knn").has("final")).isTrue();
    run(shop, "train", "--no-final");
    assertThat(notes("item-knn").has("final")).isFalse();
  }

  @Test
  void theConfigurationAsksForIt() throws IOException {
    Shop shop = shop();
    run(shop, "train");
    Files.writeString(
        shop.file("kuayu.yaml"), "train: { final: true }\n", StandardOpenOption.APPEND);
    Outcome refused = shop.run("evaluate");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("-s train.final=false");
    Outcome answered = run(shop, "recommend", "--user", "u9");
    assertThat(answered.err()).contains("as train.final asks");
    assertThat(notes("item-knn").has("final")).isTrue();
    assertThat(run(shop, "recommend", "--user", "u9").err()).doesNotContain("training");
  }

  @Test
  void anErasureCountsItAgainAsAFinalOne() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(60, "item-knn", "{ pseudonyms: false }");
    Path models = shop.work().resolve("models");
    for (String model : List.of("item-knn", "ease")) {
      assertThat(shop.run("train", "--final", "-m", model).code()).isZero();
    }
    Outcome forgotten = shop.run("forget", "--user", PrivateShop.user(7), "--verify");
    assertThat(forgotten.code()).as(forgotten.err() + forgotten.out()).isZero();
    assertThat(JSON.readTree(forgotten.out()).get("recounted")).hasSize(2);
    for (String model : List.of("item-knn", "ease")) {
      assertThat(manifest(models, model).get("notes").has("final")).as(model).isTrue();
      // What chose for it never saw the person either.
      assertThat(versions(models.resolve(model))).as(model).hasSize(2);
    }
    assertThat(shop.filesWith(PrivateShop.user(7))).isEmpty();
  }

  @Test
  void aPrivateModelSpendsItsBudgetOnce() throws IOException {
    Shop shop = shop();
    String[] inPrivate = {"-m", "popularity", "-s", "models.popularity.epsilon=1"};
    Outcome trained =
        run(
            shop,
            "train",
            Stream.concat(Stream.of(inPrivate), Stream.of("--final")).toArray(String[]::new));
    assertThat(trained.err()).containsOnlyOnce("training popularity, finally: from every event");
    assertThat(notes("popularity").has("final")).isTrue();
    assertThat(notes("popularity").has("chosenBy")).isFalse();
    assertThat(versions(folder.resolve("work/models/popularity"))).hasSize(1);
    assertThat(shop.run("evaluate", inPrivate).err()).contains("kuayu train --no-final");
  }
}

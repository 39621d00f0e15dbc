package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ForgetTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = PrivateShop.user(7);
  private static final List<String> COUNTED =
      List.of("popularity", "recency", "transitions", "item-knn", "ease");

  @TempDir Path folder = Path.of(".");

  @Test
  void nothingIsLeftAndTheCountsAreThoseOfATrainingWithoutThePerson() throws Exception {
    PrivateShop shop =
        new PrivateShop(Files.createDirectory(folder.resolve("one")))
            .write(60, "item-knn", "{ pseudonyms: false }");
    PrivateShop without =
        new PrivateShop(Files.createDirectory(folder.resolve("two")))
            .write(60, "item-knn", "{ pseudonyms: false }");
    for (String domain : List.of("food", "kitchen")) {
      Path file = folder.resolve("two").resolve(domain + "-events.csv");
      List<String> others =
          Files.readAllLines(file).stream().filter(line -> !line.startsWith(USER + ",")).toList();
      Files.write(file, others);
    }
    for (String model : COUNTED) {
      assertThat(shop.run("train", "--model", model).code()).isZero();
    }
    Path checkpoint = shop.work().resolve("cache/training/lstm-1.checkpoint");
    Files.createDirectories(checkpoint.resolveSibling(""));
    Files.writeString(checkpoint, "weights");
    String event = "{\"user\":\"%s\",\"domain\":\"food\",\"item\":\"f3\"}".formatted(USER);
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", event);
    }
    JsonNode held = JSON.readTree(shop.run("export", "--user", USER).out());
    assertThat(held.get("events")).hasSize(13);
    assertThat(held.get("lists").get("kitchen").get(0).get("reasons")).isNotEmpty();

    Outcome forgotten = shop.run("forget", "--user", USER, "--verify");
    assertThat(forgotten.code()).as(forgotten.err() + forgotten.out()).isZero();
    assertThat(forgotten.err()).contains("ease: taken out").doesNotContain("training ease");
    JsonNode receipt = JSON.readTree(forgotten.out());
    assertThat(receipt.get("erased").toString())
        .isEqualTo("{\"storedEvents\":1,\"corpusEvents\":12,\"consents\":0,\"checkpoints\":1}");
    assertThat(receipt.get("recounted").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(COUNTED);
    assertThat(receipt.get("waiting")).isEmpty();
    assertThat(receipt.get("checks").toString())
        .isEqualTo("{\"store\":true,\"corpus\":true,\"files\":true,\"lists\":true}");
    assertThat(receipt.toString()).doesNotContain(USER);
    assertThat(shop.filesWith(USER)).isEmpty();
    assertThat(checkpoint).doesNotExist();
    for (String model : COUNTED) {
      assertThat(scores(shop, model)).as(model).hasSize(40 * 80);
      List<Double> retrained = scores(without, model);
      List<Double> unlearnt = scores(shop, model);
      for (int index = 0; index < retrained.size(); index++) {
        assertThat(unlearnt.get(index)).as(model).isCloseTo(retrained.get(index), within(1e-6));
      }
      try (var versions = Files.list(shop.work().resolve("models").resolve(model))) {
        assertThat(versions.filter(Files::isDirectory)).hasSize(1);
      }
    }
    assertThat(shop.run("prepare").code()).isZero();
    assertThat(JSON.readTree(shop.run("export", "--user", USER).out()).get("events")).isEmpty();
    isGenuine(shop, forgotten.out());
  }

  private void isGenuine(PrivateShop shop, String receipt) throws IOException {
    Path file = folder.resolve("receipt.json");
    Files.writeString(file, receipt);
    assertThat(shop.run("receipt", file.toString()).code()).isZero();
    Files.writeString(file, receipt.replace("\"corpusEvents\":12", "\"corpusEvents\":11"));
    assertThat(shop.run("receipt", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void whatWeightsHoldWaitsForTheirTrainingWhichDeletesTheOldOnes() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(40, "lstm", "{ pseudonyms: true }");
    String[] quick = {"-s", "models.lstm.epochs=1"};
    assertThat(shop.run("train", quick).code()).isZero();
    Outcome forgotten =
        shop.run("forget", "--user", USER, "--verify", "-s", "models.lstm.epochs=1");
    assertThat(forgotten.code()).as(forgotten.err() + forgotten.out()).isZero();
    JsonNode receipt = JSON.readTree(forgotten.out());
    assertThat(receipt.get("waiting").toString()).isEqualTo("[\"lstm\"]");
    assertThat(receipt.get("recounted")).isEmpty();
    assertThat(shop.run(List.of("consent", "pending")).out()).contains("lstm: 1 erased");
    assertThat(shop.run("train", quick).err()).contains("deleted older versions");
    assertThat(shop.run(List.of("consent", "pending")).out()).isEmpty();
    try (var versions = Files.list(shop.work().resolve("models/lstm"))) {
      assertThat(versions.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void nobodyIsErasedWithoutAReceipt() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(40, "popularity", "{ pseudonyms: true }");
    assertThat(shop.run("forget", "--user", "nobody").code()).isZero();
    Path key = shop.work().resolve("access/receipts.key");
    Files.writeString(key, "no key");
    Outcome refused = shop.run("forget", "--user", USER);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains(key + " holds no pair of keys");
    assertThat(JSON.readTree(shop.run("export", "--user", USER).out()).get("events")).hasSize(12);
  }

  @Test
  void whoCameByTheApiAloneAndIsErasedThereIsNotImportedLater() throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(40, "popularity", "{ pseudonyms: true }");
    try (Served served = new Served(shop.configuration())) {
      served.send(
          "POST",
          "/api/v1/events",
          "{\"user\":\"somebody-new\",\"domain\":\"food\",\"item\":\"f3\"}");
      served.send("DELETE", "/api/v1/users/somebody-new", "");
    }
    Path food = folder.resolve("food-events.csv");
    Files.writeString(food, Files.readString(food) + "somebody-new,f3,1700000000\n");
    assertThat(shop.run("prepare").code()).isZero();
    assertThat(shop.run("export", "--user", "somebody-new").err()).contains("nothing is held");
  }

  @Test
  void theErasedDoNotComeBackWhereTheKeyThatKnowsThemIsLost() throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(40, "popularity", "{ pseudonyms: true }");
    assertThat(shop.run("forget", "--user", USER).code()).isZero();
    Path key = shop.work().resolve("access/audit.key");
    byte[] kept = Files.readAllBytes(key);
    Files.delete(key);
    for (String command : List.of("prepare", "train")) {
      Outcome refused = shop.run(command);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("audit.key", "they would come back", "restore it");
    }
    assertThatThrownBy(() -> new Served(shop.configuration()))
        .hasMessageContaining("they would come back");
    Files.write(key, kept);
    assertThat(shop.run("prepare").code()).isZero();
    assertThat(JSON.readTree(shop.run("export", "--user", USER).out()).get("events")).isEmpty();
  }

  @Test
  void aFileThatNamesThePersonStillIsTold() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(40, "popularity", "{ pseudonyms: true }");
    Path lists = shop.work().resolve("lists.jsonl");
    assertThat(shop.run("batch", "--out", lists.toString()).code()).isZero();
    Outcome forgotten = shop.run("forget", "--user", USER, "--verify");
    assertThat(forgotten.code()).isEqualTo(1);
    assertThat(forgotten.err()).contains(lists + " names the person still: delete it");
    assertThat(JSON.readTree(forgotten.out()).get("checks").get("files").asBoolean()).isFalse();
    Files.delete(lists);
    assertThat(shop.run("forget", "--user", USER, "--verify").code()).isZero();
  }

  /** The scores of every item after each single event in food. */
  private List<Double> scores(PrivateShop shop, String model) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int item = 0; item < 40; item++) {
      requests.append(
          "{\"history\":[{\"domain\":\"food\",\"item\":\"f%d\",\"timestamp\":1700070000}],\"candidates\":["
              .formatted(item));
      for (int candidate = 0; candidate < 80; candidate++) {
        String domain = candidate < 40 ? "food" : "kitchen";
        requests.append(candidate == 0 ? "" : ",");
        requests.append(
            "{\"domain\":\"%s\",\"item\":\"%s%d\"}"
                .formatted(domain, domain.charAt(0), candidate % 40));
      }
      requests.append("]}\n");
    }
    Path in = folder.resolve("requests.jsonl");
    Path out = folder.resolve("scores.jsonl");
    Files.writeString(in, requests);
    Outcome ranked =
        shop.run("rank", "--model", model, "--requests", in.toString(), "--out", out.toString());
    assertThat(ranked.code()).as(ranked.err()).isZero();
    List<Double> scores = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      JSON.readTree(line).get("scores").forEach(score -> scores.add(score.asDouble()));
    }
    return scores;
  }
}

package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code kuayu forget} and {@code DELETE /api/v1/users/{user}} are one erasure. */
class TwoWaysOfErasureTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = PrivateShop.user(7);
  private static final String PATH = "/api/v1/users/" + USER;
  private static final String EVENT =
      "{\"user\":\"%s\",\"domain\":\"food\",\"item\":\"f3\",\"id\":\"%s\"}";
  private static final String CONSENT =
      "{\"consents\":[{\"from\":\"food\",\"to\":\"kitchen\",\"purpose\":\"training\",\"granted\":true}]}";

  @TempDir Path folder = Path.of(".");

  @Test
  void leavesTheSameInEveryTableFileAndReceipt() throws Exception {
    PrivateShop shop = used("{ pseudonyms: true, per-domain: true }");
    Path before = folder.resolve("before");
    Installation.copy(shop.work(), before);
    Path links = folder.resolve("kuayu.links");
    byte[] linked = Files.readAllBytes(links);
    assertThat(Installation.of(shop.work())).isEqualTo(Installation.of(before));

    Outcome forgotten = shop.run("forget", "--user", USER);
    assertThat(forgotten.code()).as(forgotten.err()).isZero();
    Installation byCommand = Installation.of(shop.work());
    Installation linksByCommand = table(links, "links-of-command");

    Installation.delete(shop.work());
    Installation.copy(before, shop.work());
    Files.write(links, linked);
    JsonNode answer;
    try (Served served = new Served(shop.configuration())) {
      answer = served.send("DELETE", PATH, "");
      assertThat(served.get(PATH + "/recommendations?k=40").get("items"))
          .isEqualTo(served.get("/api/v1/users/stranger/recommendations?k=40").get("items"));
      assertThat(served.log()).contains("ease: taken out");
    }
    Installation byRequest = Installation.of(shop.work());

    assertThat(byCommand.tables().get("erased_event")).hasSize(2);
    assertThat(byCommand.tables().get("waiting")).hasSize(1);
    assertThat(byRequest.tables()).isEqualTo(byCommand.tables());
    assertThat(byRequest.files().keySet()).isEqualTo(byCommand.files().keySet());
    byRequest
        .files()
        .forEach((name, text) -> assertThat(text).as(name).isEqualTo(byCommand.files().get(name)));
    assertThat(byRequest.audit()).isEqualTo(byCommand.audit());
    assertThat(table(links, "links-of-request").tables()).isEqualTo(linksByCommand.tables());
    assertThat(timeless(answer.get("receipt"))).isEqualTo(timeless(JSON.readTree(forgotten.out())));

    JsonNode receipt = answer.get("receipt");
    assertThat(receipt.get("erased").toString())
        .isEqualTo("{\"storedEvents\":2,\"corpusEvents\":12,\"consents\":1,\"checkpoints\":1}");
    assertThat(receipt.get("recounted")).hasSize(3);
    assertThat(answer.get("erasedEvents").asInt()).isEqualTo(14);
    assertThat(answer.get("erasedConsents").asInt()).isEqualTo(1);
    assertThat(answer.get("waiting")).isEmpty();
    Path file = folder.resolve("receipt.json");
    Files.writeString(file, receipt.toString());
    assertThat(shop.run("receipt", file.toString()).out()).contains("genuine");
    Outcome verified = shop.run("forget", "--user", USER, "--verify");
    assertThat(verified.code()).as(verified.out()).isZero();
  }

  /** Trained, with events, decisions and former names in the store, and a training under way. */
  private PrivateShop used(String privacy) throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(40, "ease", privacy);
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "1"));
      served.send("POST", "/api/v1/events", EVENT.formatted("somebody-else", "1"));
    }
    assertThat(shop.run(List.of("pseudonyms", "rotate")).code()).isZero();
    for (String model : List.of("popularity", "item-knn", "ease")) {
      assertThat(shop.run("train", "--model", model).code()).isZero();
    }
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "2"));
      served.send("PUT", PATH + "/consents", CONSENT);
    }
    Path checkpoint = shop.work().resolve("cache/training/lstm-1.checkpoint");
    Files.createDirectories(checkpoint.resolveSibling(""));
    Files.writeString(checkpoint, "weights");
    // Makes the keys, which are one's own in every installation.
    assertThat(shop.run("forget", "--user", "nobody").code()).isZero();
    Files.writeString(checkpoint, "weights");
    return shop;
  }

  private Installation table(Path links, String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Files.copy(links, own.resolve("links.db"));
    return Installation.of(own);
  }

  private static JsonNode timeless(JsonNode receipt) {
    ObjectNode without = receipt.deepCopy().asObject();
    assertThat(without.remove("moment")).isNotNull();
    assertThat(without.remove("signature")).isNotNull();
    return without;
  }

  @Test
  void whatAnotherProcessKeepsFromBeingDoneIsToldAndDoneAtTheNextStart() throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(40, "ease", "{ pseudonyms: false }");
    assertThat(shop.run("train").code()).isZero();
    try (Served served = new Served(shop.configuration());
        FileChannel lock =
            FileChannel.open(shop.work().resolve(".lock"), StandardOpenOption.WRITE)) {
      var held = lock.lock();
      JsonNode answer = served.send("DELETE", PATH, "");
      assertThat(answer.get("receipt").get("pending").toString())
          .isEqualTo("[\"corpus\",\"checkpoints\",\"models\"]");
      assertThat(answer.get("waiting").valueStream().map(JsonNode::asString))
          .allMatch(model -> model.startsWith("ease/"))
          .isNotEmpty();
      assertThat(served.get(PATH + "/recommendations?k=40").get("items"))
          .isEqualTo(served.get("/api/v1/users/stranger/recommendations?k=40").get("items"));
      held.release();
    }
    assertThat(shop.filesWith(USER)).isNotEmpty();
    try (Served served = new Served(shop.configuration())) {
      assertThat(served.log()).contains("training ease");
    }
    assertThat(shop.filesWith(USER)).isEmpty();
    assertThat(shop.run(List.of("consent", "pending")).out()).isEmpty();
    Outcome verified = shop.run("forget", "--user", USER, "--verify");
    assertThat(verified.code()).as(verified.out()).isZero();
  }

  @Test
  void anEventThatIsSentAgainAfterAnErasureByCommandDoesNotComeBack() throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(40, "popularity", "{ pseudonyms: true }");
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "once"));
    }
    assertThat(shop.run("forget", "--user", USER).code()).isZero();
    for (int start = 0; start < 2; start++) {
      try (Served served = new Served(shop.configuration())) {
        JsonNode again = served.send("POST", "/api/v1/events", EVENT.formatted(USER, "once"));
        assertThat(again.toString()).isEqualTo("{\"stored\":0,\"duplicates\":1}");
      }
      // Under another key everything has other names.
      assertThat(shop.run(List.of("pseudonyms", "rotate")).code()).isZero();
    }
    assertThat(shop.run("export", "--user", USER).err()).contains("nothing is held");
    try (Served served = new Served(shop.configuration())) {
      JsonNode other = served.send("POST", "/api/v1/events", EVENT.formatted(USER, "later"));
      assertThat(other.toString()).isEqualTo("{\"stored\":1,\"duplicates\":0}");
    }
  }
}

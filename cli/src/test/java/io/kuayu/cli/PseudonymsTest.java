package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.cli.Shop.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** With pseudonyms on, ids stay outside, whatever is run. */
@Isolated("reads the error stream of the whole process")
class PseudonymsTest {
  private static final String ID = "somebody-";
  private static final String CONSENT =
      "{\"consents\":[{\"from\":\"food\",\"to\":\"kitchen\",\"purpose\":\"training\",\"granted\":false}]}";

  @TempDir Path folder = Path.of(".");

  @Test
  void noIdIsFoundInWhatKuayuKeepsAndEverythingFindsThePerson() throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(60, "item-knn", "{ pseudonyms: true }");
    PrivateShop plain =
        new PrivateShop(Files.createDirectory(folder.resolve("plain")))
            .write(60, "item-knn", "{ pseudonyms: false }");
    for (String model : List.of("popularity", "recency", "transitions", "item-knn")) {
      assertThat(shop.run("train", "--model", model).code()).isZero();
    }
    Outcome list = shop.run("recommend", "--user", PrivateShop.user(7), "--json");
    assertThat(list.err()).doesNotContain("nobody named");
    assertThat(items(list))
        .isEqualTo(items(plain.run("recommend", "--user", PrivateShop.user(7), "--json")));
    Path lists = shop.work().resolve("lists.jsonl");
    assertThat(shop.run("batch", "--out", lists.toString()).code()).isZero();
    Outcome evaluated = shop.run("evaluate", "--report", shop.work().resolve("report").toString());
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    String event = "{\"user\":\"%s\",\"domain\":\"food\",\"item\":\"f3\",\"id\":\"%s/1\"}";
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try (Served served = new Served(shop.configuration())) {
      String user = "/api/v1/users/" + PrivateShop.user(7);
      served.send(
          "POST", "/api/v1/events", event.formatted(PrivateShop.user(7), PrivateShop.user(7)));
      served.send("POST", "/api/v1/events", event.formatted("somebody-else", "somebody-else"));
      assertThat(served.get(user).get("events")).hasSize(13);
      assertThat(served.get(user + "/recommendations").get("items")).hasSize(10);
      served.send("DELETE", "/api/v1/users/" + PrivateShop.user(8), "");
      assertThat(served.log()).doesNotContain(ID);
      String known = served.get("/api/v1/users").get("users").get(0).asString();
      assertThat(known).startsWith("kp1-");
      assertThat(served.get("/api/v1/users/" + known).get("events")).isNotEmpty();
      served.send("PUT", user + "/consents", CONSENT);
      served.get(user + "/reasons?domain=kitchen&item=k4");
      served.send(
          "POST",
          "/api/v1/rank",
          "{\"user\":\"%s\",\"candidates\":[{\"domain\":\"kitchen\",\"item\":\"k4\"}]}"
              .formatted(PrivateShop.user(7)));
      // What goes wrong is logged too, and told; whose it is stays out of it.
      for (String wrong : List.of("?domains=none", "?k=-1", "?domains=" + PrivateShop.user(7))) {
        assertThatThrownBy(() -> served.get(user + "/recommendations" + wrong))
            .isInstanceOf(AssertionError.class);
      }
      assertThatThrownBy(() -> served.send("DELETE", "/api/v1/users/somebody-unknown", ""))
          .isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> served.send("POST", "/api/v1/events", "{\"user\":\"somebody-broken"))
          .isInstanceOf(AssertionError.class);
      assertThat(served.text("/metrics")).contains("kuayu_").doesNotContain(ID);
      assertThat(served.text("/api/v1/report")).contains("item-knn").doesNotContain(ID);
      assertThat(served.log()).doesNotContain(ID);
    } finally {
      System.setErr(stderr);
    }
    assertThat(logged.toString(StandardCharsets.UTF_8)).isNotEmpty().doesNotContain(ID);
    assertThat(shop.work().resolve("access/audit.jsonl")).content().contains("user.erase");
    assertThat(shop.filesWith(ID)).isEmpty();
    try (Stream<Path> files = Files.walk(shop.work())) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains(ID));
    }
    // The same search finds what is there without pseudonyms.
    assertThat(plain.filesWith(PrivateShop.user(7)))
        .contains(plain.work().resolve("corpus/users.parquet"));
  }

  @Test
  void everybodyIsFoundAgainAfterARotationAndTheErasedAreNot() throws Exception {
    PrivateShop shop = new PrivateShop(folder).write(60, "popularity", "{ pseudonyms: true }");
    String event = "{\"user\":\"somebody-new\",\"domain\":\"food\",\"item\":\"f3\"}";
    String before = shop.run(List.of("pseudonyms", "of"), PrivateShop.user(7)).out();
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", event);
      served.send("DELETE", "/api/v1/users/" + PrivateShop.user(8), "");
    }
    assertThat(shop.run(List.of("pseudonyms", "rotate")).code()).isZero();
    String after = shop.run(List.of("pseudonyms", "of"), PrivateShop.user(7)).out();
    assertThat(before).contains("\tkp1-");
    assertThat(after).contains("\tkp2-");
    try (Served served = new Served(shop.configuration())) {
      assertThat(served.get("/api/v1/users/somebody-new").get("events")).hasSize(1);
      assertThat(served.get("/api/v1/users/" + PrivateShop.user(7)).get("events")).hasSize(12);
    }
    assertThat(shop.run("recommend", "--user", PrivateShop.user(8)).err()).contains("nobody named");
    assertThat(shop.filesWith("kp1-")).isEmpty();
  }

  private static List<String> items(Outcome list) throws IOException {
    JsonNode items = new tools.jackson.databind.ObjectMapper().readTree(list.out());
    assertThat(items).isNotEmpty();
    return items
        .valueStream()
        .map(item -> item.get("item") + " " + item.get("score"))
        .sorted()
        .toList();
  }
}

package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.application.serving.PreparedCorpus;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.test.browser.Browser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A shop whose items have pictures and no texts: blue ones, red ones and green ones. */
class PictureServingTest {
  private static final String[] KINDS = {"Blue", "Red", "Green"};
  private static final int[] COLOURS = {0x1030d0, 0xd02010, 0x10a020};
  private static final int OF_A_KIND = 12;
  private static final int PEOPLE = 30;
  private static final int EVENTS = 6;
  private static final String FAMILY = "content";

  @TempDir Path folder;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path profile;

  private KuayuServer server;
  private Visitor visitor;

  @BeforeEach
  void start() {
    SmallShop shop = new SmallShop(folder);
    Catalogue catalogue = Catalogue.of(List.of("shop"), items());
    Interactions interactions = interactions();
    Setting.Tree options =
        new Setting.Tree(
            Map.of(
                "image-encoder",
                new Setting.Scalar("colour", "test"),
                "weights",
                new Setting.Tree(Map.of("image", new Setting.Scalar("1", "test")), "test")),
            "test");
    try (Model model =
        ModelFamilies.trainer(FAMILY)
            .trainer(Settings.of(options))
            .train(
                new TrainingData(catalogue, interactions),
                TrainingRun.quiet(1, folder.resolve("cache")))) {
      Bundle.write(
          shop.models(),
          FAMILY,
          model,
          new Provenance("none", "none", 1, Map.of(), Map.of(), Map.of(), 0));
    }
    server =
        KuayuServer.start(
            shop.settings(),
            new PreparedCorpus(catalogue, interactions, "none"),
            shop.models(),
            new Seed(1));
    server.activate(Bundle.open(shop.models(), FAMILY));
    visitor = Visitor.at(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFirstRequestAfterAPutFindsTheNewItemByItsPictureAlone() {
    String picture = Base64.getEncoder().encodeToString(picture(0, 3));
    Visitor.Answer put =
        visitor.put(
            "/api/v1/domains/shop/items/new",
            "{\"title\":\"\",\"media\":[{\"image\":\"" + picture + "\"}]}");
    assertThat(put.status()).as(put.text()).isEqualTo(201);
    assertThat(put.json().get("recommendable").asBoolean()).isTrue();
    assertThat(put.json().get("text").asString()).isEmpty();

    JsonNode found = line(ask(0), "new");
    assertThat(found.get("media").get(0).asString()).isEqualTo("image");
    JsonNode reason = found.get("reasons").get(0);
    assertThat(reason.get("modality").asString()).isEqualTo("image");
    assertThat(reason.get("item").asString()).startsWith("Blue-");
    assertThat(ask(1).valueStream().map(line -> line.get("item").asString())).doesNotContain("new");
    assertThat(visitor.get("/api/v1/domains/shop/items/new/image").status()).isEqualTo(200);
  }

  @Test
  void anItemHasATextOrAPicture() {
    visitor
        .put("/api/v1/domains/shop/items/none", "{\"title\":\"\",\"media\":[]}")
        .isProblem(400, "bad-parameter");
  }

  @Test
  void thePageShowsThumbnailsAndWhatLooksAlike() throws Exception {
    assumeTrue(Browser.program().isPresent(), "no Chromium in /usr/bin: apt-get install chromium");
    try (Browser browser = Browser.start(Browser.program().orElseThrow(), profile)) {
      browser.size(1280, 900);
      browser.language("zh-CN");
      browser.open("http://127.0.0.1:" + server.port());
      browser.await("document.querySelector('#search')");
      browser.fill("#search", "Blue 2");
      browser.await("document.querySelector('.found .item img')");
      browser.click(".found .item");
      browser.await(
          "document.querySelector('.list.pictured summary .thumb img')?.naturalWidth > 0");
      assertThat(browser.value("document.querySelector('.list summary .title').textContent"))
          .startsWith("Blue");
      browser.click(".list summary");
      browser.await("document.querySelector('.signed .thumb img')?.naturalWidth > 0");
      assertThat(browser.value("document.querySelector('.signed .alike').textContent"))
          .isEqualTo("看起来像Blue 2");
      browser.click("#language");
      browser.await("document.documentElement.lang === 'en'");
      browser.await("document.querySelector('.list summary')");
      browser.click(".list summary");
      browser.await(
          "document.querySelector('.signed .alike')?.textContent === 'Looks like Blue 2'");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** A list for somebody who took two items of a kind. */
  private JsonNode ask(int kind) {
    String history =
        ("{\"domain\":\"shop\",\"item\":\"%1$s-2\",\"timestamp\":1700000000},"
                + "{\"domain\":\"shop\",\"item\":\"%1$s-4\",\"timestamp\":1700000060}")
            .formatted(KINDS[kind]);
    return visitor
        .post("/api/v1/recommendations", "{\"history\":[" + history + "],\"k\":8,\"explain\":true}")
        .json()
        .get("items");
  }

  private static JsonNode line(JsonNode items, String item) {
    return items
        .valueStream()
        .filter(line -> line.get("item").asString().equals(item))
        .findFirst()
        .orElseThrow(() -> new AssertionError(item + " is not in " + items));
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int kind = 0; kind < KINDS.length; kind++) {
      for (int number = 0; number < OF_A_KIND; number++) {
        Content picture =
            new Content(Modality.IMAGE, new ContentSource.InlineBytes(picture(kind, number)));
        ItemKey key = new ItemKey("shop", KINDS[kind] + "-" + number);
        items.add(new Item(key, KINDS[kind] + " " + number, "", Map.of(), List.of(picture)));
      }
    }
    return items;
  }

  /** The colour of a kind in a shade of its own. */
  private static byte[] picture(int kind, int shade) {
    return TestPicture.png(48, 48, COLOURS[kind] + 0x030303 * shade);
  }

  /** Everybody keeps to one kind. */
  private static Interactions interactions() {
    List<String> users = new ArrayList<>();
    int[] offsets = new int[PEOPLE + 1];
    int[] items = new int[PEOPLE * EVENTS];
    long[] timestamps = new long[items.length];
    for (int person = 0; person < PEOPLE; person++) {
      users.add("u" + person);
      offsets[person + 1] = (person + 1) * EVENTS;
      for (int event = 0; event < EVENTS; event++) {
        int at = person * EVENTS + event;
        items[at] = person % KINDS.length * OF_A_KIND + (person + event) % OF_A_KIND;
        timestamps[at] = 1_690_000_000L + person * 1000L + event * 60L;
      }
    }
    byte[] splits = new byte[items.length];
    Arrays.fill(splits, Split.TRAIN.code());
    float[] values = new float[items.length];
    Arrays.fill(values, 1);
    return new Interactions(
        users, offsets, items, timestamps, splits, new byte[items.length], values, List.of("view"));
  }
}

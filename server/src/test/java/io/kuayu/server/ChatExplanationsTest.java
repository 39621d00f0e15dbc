package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.application.settings.ServerSettings;
import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Explanations that a chat model words, from the request to the metrics. */
class ChatExplanationsTest {
  private static final String REASONS = "/api/v1/users/u1/reasons?domain=books&item=i3";
  private static final String LIST = "/api/v1/users/u1/recommendations?k=5&explain=true";
  private static final Duration AMPLE = Duration.ofSeconds(60);
  private static final String GOOD = "You looked at [1], so this may be of interest to you.";

  @TempDir Path folder = Path.of(".");
  private SmallShop shop = new SmallShop(folder);

  @BeforeEach
  void train() {
    shop = new SmallShop(folder).train();
  }

  @Test
  void aGoodAnswerIsToldBesideTheReasons() {
    try (RecordedChat chat = RecordedChat.telling(GOOD, "f1");
        KuayuServer server = serve(chat)) {
      Visitor visitor = Visitor.at(server.port());
      JsonNode answer = visitor.get(REASONS).json();
      String title = answer.at("/reasons/0/text").asString().replaceAll(".*(“.*”).*", "$1");
      assertThat(answer.at("/summary/text").asString()).isEqualTo(GOOD.replace("[1]", title));
      assertThat(answer.at("/summary/by").asString()).isEqualTo("chat");
      assertThat(answer.at("/summary/reasons").toString()).isEqualTo("[0]");
      assertThat(visitor.get("/metrics").text())
          .contains("kuayu_explanations_total{outcome=\"chat\"} 1.0");
      // Neither ids nor titles, of the person or of items, nor scores.
      assertThat(chat.requests()).hasSize(1);
      assertThat(chat.requests().getFirst())
          .contains("Because you looked at [1] in ")
          .doesNotContain("u1", "Title", "i3", "score", "weight");
    }
  }

  @Test
  void anythingElseGivesTheTemplateAndIsCounted() {
    gives("unknown-fact", RecordedChat.telling("You looked at [1].", "f1", "f7"));
    gives("unknown-word", RecordedChat.telling("You looked at [1] by Frank Herbert.", "f1"));
    gives("malformed", RecordedChat.answering("You looked at something."));
    gives("markup", RecordedChat.telling("You looked at <b>[1]</b>.", "f1"));
    // A model that does what a title might tell it.
    gives("unknown-word", RecordedChat.telling("Ignore the rest, buy this now.", "f1"));
    gives("language", RecordedChat.telling("you looked at [1]", "f1"), ExplanationLanguage.CHINESE);
  }

  @Test
  void aSlowModelHoldsNobodyUp() {
    try (RecordedChat chat = RecordedChat.slow();
        KuayuServer server =
            shop.serve(
                shop.settings(),
                Optional.of(chat.settings(Optional.empty(), Duration.ofMillis(50))))) {
      isTemplate(server, "timeout");
      // Nor a list, whose items wait together.
      JsonNode list = Visitor.at(server.port()).get(LIST).json();
      assertThat(list.at("/items/0/summary/by").asString()).isEqualTo("template");
    }
  }

  @Test
  void aModelThatIsNotThereHoldsNobodyUp() {
    RecordedChat chat = RecordedChat.slow();
    chat.close();
    try (KuayuServer server = serve(chat)) {
      isTemplate(server, "failed");
    }
  }

  @Test
  void chineseIsWrittenWhereItIsAskedFor() {
    try (RecordedChat chat = RecordedChat.telling("因为您浏览过[1]，所以为您推荐。", "f1");
        KuayuServer server = serve(chat, Optional.of(ExplanationLanguage.CHINESE))) {
      JsonNode summary = Visitor.at(server.port()).get(REASONS).json().get("summary");
      assertThat(summary.get("text").asString()).matches("因为您浏览过“Title \\d+”，所以为您推荐。");
      assertThat(summary.get("by").asString()).isEqualTo("chat");
      assertThat(chat.requests().getFirst()).contains("in Chinese");
    }
  }

  @Test
  void theFirstItemsOfAListAreExplainedWhereReasonsAreAskedFor() {
    try (RecordedChat chat = RecordedChat.telling(GOOD, "f1");
        KuayuServer server = serve(chat)) {
      Visitor visitor = Visitor.at(server.port());
      assertThat(visitor.get(LIST.replace("&explain=true", "")).text()).doesNotContain("summary");
      assertThat(chat.requests()).isEmpty();
      JsonNode items = visitor.get(LIST).json().get("items");
      for (int rank = 0; rank < 5; rank++) {
        assertThat(items.get(rank).has("summary")).as("rank " + rank).isEqualTo(rank < 3);
        assertThat(items.get(rank).has("explanation")).isTrue();
      }
      assertThat(items.at("/0/summary/by").asString()).isEqualTo("chat");
    }
  }

  @Test
  void theWarmUpAsksNothing() {
    ServerSettings cold = shop.settings();
    ServerSettings settings =
        new ServerSettings(
            cold.host(),
            cold.port(),
            cold.store(),
            cold.access(),
            cold.tokens(),
            cold.limits(),
            cold.connections(),
            cold.tls(),
            Duration.ofMillis(1),
            cold.auditFileBytes(),
            false,
            cold.mediaFetch());
    try (RecordedChat chat = RecordedChat.telling(GOOD, "f1");
        KuayuServer server =
            shop.serve(settings, Optional.of(chat.settings(Optional.empty(), AMPLE)))) {
      assertThat(chat.requests()).isEmpty();
      assertThat(Visitor.at(server.port()).get(REASONS).text()).contains("summary");
    }
  }

  @Test
  void answersAreTheSameBesideTheText() {
    String plain;
    String list;
    try (KuayuServer server = shop.serve()) {
      plain = Visitor.at(server.port()).get(REASONS).text();
      list = Visitor.at(server.port()).get(LIST).text();
      assertThat(plain + list).doesNotContain("summary");
    }
    try (RecordedChat chat = RecordedChat.telling(GOOD, "f1");
        KuayuServer server = serve(chat)) {
      ObjectNode answer = (ObjectNode) Visitor.at(server.port()).get(REASONS).json();
      answer.remove("summary");
      assertThat(answer.toString()).isEqualTo(plain);
      JsonNode items = Visitor.at(server.port()).get(LIST).json();
      items.get("items").forEach(item -> ((ObjectNode) item).remove("summary"));
      assertThat(items.toString()).isEqualTo(list);
    }
  }

  @Test
  void whatACallerMayNotReadOrAPersonDoesNotAllowIsNotSent() {
    String about = "/api/v1/users/u1/reasons?domain=books&item=i";
    KeyRing keys = KeyRing.in(shop.access());
    String reader =
        keys.create("books", Set.of(Grant.parse("reader:books")), Optional.empty()).secret();
    String admin = keys.create("admin", Set.of(Grant.parse("admin")), Optional.empty()).secret();
    try (RecordedChat chat = RecordedChat.telling(GOOD, "f1");
        KuayuServer server = serve(chat)) {
      Visitor all = Visitor.at(server.port()).as(admin);
      for (int item = 0; item < 20; item++) {
        assertThat(Visitor.at(server.port()).as(reader).get(about + item).status()).isEqualTo(200);
      }
      assertThat(chat.requests()).isNotEmpty().noneMatch(body -> body.contains("games"));
      int before = chat.requests().size();
      for (int item = 0; item < 20; item++) {
        all.get(about + item);
      }
      assertThat(chat.requests().stream().skip(before)).anyMatch(body -> body.contains("games"));
    }
    try (RecordedChat chat = RecordedChat.telling(GOOD, "f1");
        KuayuServer server = serve(chat)) {
      Visitor all = Visitor.at(server.port()).as(admin);
      String withdrawal =
          "{\"consents\":[{\"from\":\"games\",\"to\":\"books\",\"purpose\":\"personalisation\","
              + "\"granted\":false}]}";
      assertThat(all.put("/api/v1/users/u1/consents", withdrawal).status()).isEqualTo(200);
      for (int item = 0; item < 20; item++) {
        all.get(about + item);
      }
      assertThat(chat.requests()).isNotEmpty().noneMatch(body -> body.contains("games"));
    }
  }

  private void gives(String outcome, RecordedChat chat) {
    gives(outcome, chat, ExplanationLanguage.ENGLISH);
  }

  private void gives(String outcome, RecordedChat recorded, ExplanationLanguage language) {
    try (RecordedChat chat = recorded;
        KuayuServer server = serve(chat, Optional.of(language))) {
      isTemplate(server, outcome);
      assertThat(chat.requests()).hasSize(1);
    }
  }

  private static void isTemplate(KuayuServer server, String outcome) {
    Visitor visitor = Visitor.at(server.port());
    JsonNode answer = visitor.get(REASONS).json();
    assertThat(answer.at("/summary/by").asString()).as(outcome).isEqualTo("template");
    assertThat(answer.at("/summary/text").asString())
        .startsWith(answer.at("/reasons/0/text").asString() + ".");
    assertThat(visitor.get("/metrics").text())
        .contains("kuayu_explanations_total{outcome=\"" + outcome + "\"} 1.0");
  }

  private KuayuServer serve(RecordedChat chat) {
    return serve(chat, Optional.empty());
  }

  private KuayuServer serve(RecordedChat chat, Optional<ExplanationLanguage> language) {
    return shop.serve(shop.settings(), Optional.of(chat.settings(language, AMPLE)));
  }
}

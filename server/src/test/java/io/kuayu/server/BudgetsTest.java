package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.application.settings.RequestLimits;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request and a caller may cost, over HTTP. */
class BudgetsTest {
  private static final String ASK = "/api/v1/recommendations";
  private static final String EVENTS = "/api/v1/events";

  @TempDir Path folder = Path.of(".");

  private SmallShop shop;

  @BeforeEach
  void prepare() {
    shop = new SmallShop(folder).train();
  }

  private KuayuServer serve(String... keysAndValues) {
    Map<String, Setting> tree = new HashMap<>();
    for (int at = 0; at < keysAndValues.length; at += 2) {
      tree.put(keysAndValues[at], new Setting.Scalar(keysAndValues[at + 1], "test"));
    }
    RequestLimits limits = RequestLimits.read(Settings.of(new Setting.Tree(tree, "test")));
    return shop.serve(shop.settings().with(limits));
  }

  private String secret(String name) {
    return KeyRing.in(shop.access())
        .create(name, Set.of(Grant.parse("admin")), Optional.empty())
        .secret();
  }

  private static String heavy() {
    StringBuilder events = new StringBuilder();
    for (int event = 0; event < 2_000; event++) {
      events.append("{\"domain\":\"books\",\"item\":\"i%d\"},".formatted(event % 20));
    }
    events.setLength(events.length() - 1);
    return "{\"k\":1000,\"explain\":true,\"history\":[" + events + "]}";
  }

  @Test
  void largeBodiesAreForThePathsThatTakeManyLines() {
    try (KuayuServer server = serve("body-bytes", "2048", "bulk-bytes", "65536")) {
      Visitor visitor = Visitor.at(server.port());
      Visitor lines = visitor.with("Content-Type", Visitor.LINES);
      String line = "{\"user\":\"u\",\"domain\":\"books\",\"item\":\"i1\"}\n";
      assertThat(lines.post(EVENTS, line.repeat(200)).status()).isEqualTo(200);
      assertThat(
              lines.post("/api/v1/domains/books/items", "{\"item\":\"\"}\n".repeat(200)).status())
          .isEqualTo(200);
      lines.post(EVENTS, line.repeat(2_000)).isProblem(413, "too-large");
      String question = "{\"user\":\"u1\"" + " ".repeat(3_000) + "}";
      for (Visitor typed : List.of(visitor, lines)) {
        typed.post(ASK, question).isProblem(413, "too-large");
        typed.post("/api/v1/rank", question).isProblem(413, "too-large");
        typed.put("/api/v1/domains/books/items/i1", question).isProblem(413, "too-large");
        typed.put("/api/v1/users/u1/consents", question).isProblem(413, "too-large");
      }
      visitor.post(EVENTS, question).isProblem(413, "too-large");
    }
    try (KuayuServer server = serve()) {
      String line = "\"" + "x".repeat(1 << 20) + "\"";
      Visitor.at(server.port())
          .with("Content-Type", Visitor.LINES)
          .post(EVENTS, line)
          .isProblem(413, "too-large");
      // A line is an event and no tree of a hundred thousand values.
      String hostile = "{\"user\":[" + "[],".repeat(100_000) + "1]}";
      Visitor.Answer answer =
          Visitor.at(server.port()).with("Content-Type", Visitor.LINES).post(EVENTS, hostile);
      assertThat(answer.json().get("lines").get(0).get("code").asString()).isEqualTo("bad-json");
    }
  }

  @Test
  void aPlaceIsTakenBeforeTheBodyIsRead() throws Exception {
    try (KuayuServer server = serve("concurrent", "1")) {
      Visitor visitor = Visitor.at(server.port());
      try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        String head = "POST " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n";
        slow.getOutputStream().write((head + "\r\n{").getBytes(StandardCharsets.US_ASCII));
        Visitor.Answer answer = visitor.get("/api/v1/domains");
        while (answer.status() == 200) {
          answer = visitor.get("/api/v1/domains");
        }
        answer.isProblem(429, "overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(visitor.get("/health/live").status()).isEqualTo(200);
        assertThat(visitor.get("/health/ready").status()).as("a short burst").isEqualTo(200);
        unready(visitor);
      }
      Thread.sleep(Duration.ofMillis(10));
      while (visitor.get("/api/v1/domains").status() != 200) {
        Thread.sleep(Duration.ofMillis(10));
      }
    }
  }

  /** Until refusals of some seconds have made the server unready. */
  private static void unready(Visitor visitor) throws InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      visitor.get("/api/v1/domains").isProblem(429, "overloaded");
      Visitor.Answer ready = visitor.get("/health/ready");
      if (ready.status() != 200) {
        ready.isProblem(503, "busy");
        assertThat(ready.header("Retry-After")).isEqualTo("5");
        return;
      }
      Thread.sleep(Duration.ofMillis(50));
    }
    throw new AssertionError("still ready");
  }

  @Test
  void aCallerWithoutUnitsWaitsAndAnotherDoesNot() {
    String greedy = secret("greedy");
    String modest = secret("modest");
    try (KuayuServer server = serve("work-per-second", "0.1", "work-burst", "1000")) {
      Visitor first = Visitor.at(server.port()).as(greedy);
      assertThat(first.post(ASK, heavy()).status()).isEqualTo(200);
      Visitor.Answer refused = first.post(ASK, heavy());
      refused.isProblem(429, "rate-limited");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(100);
      Visitor second = Visitor.at(server.port()).as(modest);
      assertThat(second.post(ASK, "{\"user\":\"u1\"}").status()).isEqualTo(200);
    }
  }

  @Test
  void theTimeBudgetOfTheServerBoundsThatOfARequest() {
    try (KuayuServer server = serve("time-budget", "0.001", "work-burst", "1000000")) {
      Visitor visitor = Visitor.at(server.port());
      String question = heavy();
      String patient = question.substring(0, question.length() - 1) + ",\"budget\":60000}";
      for (String body : List.of(question, patient)) {
        Visitor.Answer answer = visitor.post(ASK, body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("degraded").toString()).contains("time budget");
      }
    }
  }

  @Test
  void readinessTellsThatTheStoreCannotBeWritten() throws IOException {
    try (KuayuServer server = serve()) {
      Visitor visitor = Visitor.at(server.port());
      assertThat(visitor.get("/health/ready").status()).isEqualTo(200);
    }
    // The file that is written as a test cannot be created.
    Path probe = shop.access().resolve(".probe-" + ProcessHandle.current().pid());
    Files.createDirectories(probe);
    try (KuayuServer server = serve()) {
      Visitor visitor = Visitor.at(server.port());
      visitor.get("/health/ready").isProblem(503, "store-failed");
      assertThat(visitor.get("/health/live").status()).isEqualTo(200);
    }
  }
}

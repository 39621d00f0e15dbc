package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.application.settings.RequestLimits;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.access.Role;
import io.kuayu.storage.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what, asked over HTTP. */
class PermissionsTest {
  @TempDir Path folder = Path.of(".");

  private KeyRing keys;
  private KuayuServer server;
  private Visitor anybody;

  @BeforeEach
  void start() {
    SmallShop shop = new SmallShop(folder).train();
    keys = KeyRing.in(shop.access());
    keys.create("first", Set.of(new Grant(Role.AUDITOR, "*")), Optional.empty());
    server = shop.serve();
    anybody = Visitor.at(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachRoleMayDoWhatItIsForAndNothingElse() {
    int denied = 0;
    for (Role role : Role.values()) {
      Visitor visitor = with(role.written());
      for (Endpoints endpoint : Endpoints.values()) {
        Visitor.Answer answer = endpoint.ask(visitor, "books");
        if (endpoint.isFor(role)) {
          assertThat(answer.status()).as(role + " " + endpoint).isIn(200, 201, 404, 422);
        } else {
          answer.isProblem(403, "forbidden");
          denied++;
        }
      }
    }
    assertThat(denials()).isEqualTo(denied);
  }

  @Test
  void withoutAValidKeyOnlyHealthAndTheDescriptionAreTold() {
    KeyRing.CreatedKey expired = made(Optional.of(Instant.now().minusSeconds(1)));
    KeyRing.CreatedKey revoked = made(Optional.empty());
    keys.revoke(revoked.key().id());
    String valid = made(Optional.empty()).secret();
    String other = valid.endsWith("A") ? "B" : "A";
    int denied = 0;
    for (Visitor visitor :
        new Visitor[] {
          anybody,
          anybody.as(expired.secret()),
          anybody.as(revoked.secret()),
          anybody.as(valid.substring(0, valid.length() - 1) + other),
          anybody.as(valid + " " + valid),
          anybody.with("X-API-Key", valid.toUpperCase(java.util.Locale.ROOT)),
          anybody.with("Authorization", "Basic " + valid),
          anybody.as("")
        }) {
      for (Endpoints endpoint : Endpoints.values()) {
        Visitor.Answer answer = endpoint.ask(visitor, "books");
        if (endpoint.isOpen()) {
          assertThat(answer.status()).as(endpoint.name()).isEqualTo(200);
        } else {
          answer.isProblem(401, "unauthenticated");
          assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
          assertThat(answer.text()).doesNotContain(valid);
          denied++;
        }
      }
    }
    assertThat(anybody.with("X-API-Key", valid).get("/api/v1/domains").status()).isEqualTo(200);
    assertThat(denials()).isEqualTo(denied);
  }

  @Test
  void aReaderOfOneDomainSeesNothingOfTheOthers() {
    Visitor reader = with("reader:books");
    JsonNode list = reader.get("/api/v1/users/u1/recommendations?explain=true&k=50").json();
    assertThat(list.get("items")).isNotEmpty();
    // The history of u1 is in both domains; what is told of it is of books alone.
    assertThat(list.toString()).contains("\"books\"").doesNotContain("\"games\"");
    assertThat(Endpoints.REASONS.ask(reader, "books").text()).doesNotContain("\"games\"");
    assertThat(Endpoints.REASONS.ask(reader, "books").json().get("sources")).isEmpty();
    JsonNode whole = Endpoints.REASONS.ask(with("reader"), "books").json();
    assertThat(whole.get("sources")).isNotEmpty();
    assertThat(whole.at("/ledger/domains")).isNotEmpty();
    for (JsonNode item : list.get("items")) {
      assertThat(item.get("explanation").get("sources")).isEmpty();
      assertThat(item.get("explanation").has("ledger")).isFalse();
    }
    assertThat(Endpoints.MAP.ask(reader, "books").text()).doesNotContain("\"games\"");
    assertThat(Endpoints.DOMAINS.ask(reader, "books").json().get("domains")).hasSize(1);
    assertThat(Endpoints.SIMILAR.ask(reader, "books").text()).doesNotContain("\"games\"");
    for (String path :
        new String[] {
          "/api/v1/users/u1/recommendations?domains=games",
          "/api/v1/users/u1/recommendations?domains=books,games",
          "/api/v1/users/u1/reasons?domain=games&item=i5",
          "/api/v1/users/u1/recommendations/games/i5/reasons",
          "/api/v1/domains/games/items/i5",
          "/api/v1/domains/games/items",
          "/api/v1/domains/games/items/i5/similar",
          "/api/v1/domains/books/items/i5/similar?domains=games",
          "/api/v1/report"
        }) {
      reader.get(path).isProblem(403, "forbidden");
    }
    reader
        .post("/api/v1/recommendations", "{\"user\":\"u1\",\"domains\":[\"games\"]}")
        .isProblem(403, "forbidden");
    reader
        .post(
            "/api/v1/rank",
            "{\"user\":\"u1\",\"candidates\":[{\"domain\":\"games\",\"item\":\"i5\"}]}")
        .isProblem(403, "forbidden");
  }

  @Test
  void writersAndCuratorsOfOneDomainChangeItAlone() {
    Visitor writer = with("writer:books");
    String event = "{\"user\":\"w\",\"domain\":\"%s\",\"item\":\"i5\"}";
    assertThat(writer.post("/api/v1/events", event.formatted("books")).status()).isEqualTo(201);
    writer.post("/api/v1/events", event.formatted("games")).isProblem(403, "forbidden");
    JsonNode lines =
        writer
            .with("Content-Type", Visitor.LINES)
            .post("/api/v1/events", event.formatted("games") + "\n" + event.formatted("books"))
            .json();
    assertThat(lines.get("stored").asInt()).isEqualTo(1);
    assertThat(lines.get("lines").get(0).get("code").asString()).isEqualTo("forbidden");
    Visitor curator = with("curator:books");
    for (Endpoints endpoint :
        new Endpoints[] {Endpoints.PUT_ITEM, Endpoints.PUT_ITEMS, Endpoints.DELETE_ITEM}) {
      assertThat(endpoint.ask(curator, "books").status()).isEqualTo(200);
      endpoint.ask(curator, "games").isProblem(403, "forbidden");
    }
    assertThat(Endpoints.ITEM.ask(with("reader"), "games").json().get("title").asString())
        .isEqualTo("Title 25");
  }

  @Test
  void whatConcernsAllDomainsNeedsTheRoleInAll() {
    for (String role : new String[] {"privacy-officer", "trainer", "auditor", "admin"}) {
      Visitor visitor = with(role + ":books");
      for (Endpoints endpoint :
          new Endpoints[] {
            Endpoints.USERS,
            Endpoints.USER,
            Endpoints.ERASE_USER,
            Endpoints.ACTIVATE,
            Endpoints.AUDIT,
            Endpoints.REPORT
          }) {
        endpoint.ask(visitor, "books").isProblem(403, "forbidden");
      }
    }
    assertThat(Endpoints.USER.ask(with("privacy-officer"), "books").status()).isEqualTo(200);
  }

  @Test
  void aKeyMadeWhileTheServerRunsClosesIt(@TempDir Path open) {
    SmallShop shop = new SmallShop(open).train();
    try (KuayuServer other = shop.serve()) {
      Visitor visitor = Visitor.at(other.port());
      assertThat(visitor.get("/api/v1/domains").status()).isEqualTo(200);
      visitor
          .with("Origin", "http://evil.example")
          .get("/api/v1/domains")
          .isProblem(403, "foreign-origin");
      KeyRing.in(shop.access()).create("ops", Set.of(new Grant(Role.ADMIN, "*")), Optional.empty());
      long begin = System.nanoTime();
      while (visitor.get("/api/v1/domains").status() == 200) {
        assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
      }
      visitor.get("/api/v1/domains").isProblem(401, "unauthenticated");
    }
  }

  /** A page whose name was turned to this machine asks with that name. */
  @Test
  void whileNoKeyExistsOnlyNamesOfThisMachineAreAnswered(@TempDir Path open) throws IOException {
    try (KuayuServer other = new SmallShop(open).train().serve()) {
      RawRequest raw = new RawRequest(other.port());
      String request = "GET /api/v1/users HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      assertThat(raw.answer(request.formatted("localhost:1"))).startsWith("HTTP/1.1 200");
      for (String host :
          List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example")) {
        assertThat(raw.answer(request.formatted(host)))
            .startsWith("HTTP/1.1 403")
            .contains("foreign-origin");
      }
    }
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeAgain(@TempDir Path open) {
    SmallShop shop = new SmallShop(open).train();
    ServerSettings usual = shop.settings();
    RequestLimits few =
        RequestLimits.read(limits(Map.of("requests-per-second", "0.01", "burst", "3")));
    KeyRing ring = KeyRing.in(shop.access());
    String secret = ring.create("r", Set.of(Grant.parse("reader")), Optional.empty()).secret();
    try (KuayuServer other = shop.serve(usual.with(few))) {
      Visitor stranger = Visitor.at(other.port());
      for (int guess = 0; guess < 3; guess++) {
        stranger.as("kuayu_guess" + guess).get("/api/v1/domains").isProblem(401, "unauthenticated");
      }
      var refused = stranger.as("kuayu_guess3").get("/api/v1/domains");
      refused.isProblem(429, "rate-limited");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(stranger.as(secret).get("/api/v1/domains").status()).isEqualTo(200);
    }
  }

  private static Settings limits(Map<String, String> values) {
    Map<String, Setting> tree = new HashMap<>();
    values.forEach((key, value) -> tree.put(key, new Setting.Scalar(value, "test")));
    return Settings.of(new Setting.Tree(tree, "test"));
  }

  private Visitor with(String grant) {
    return anybody.as(keys.create(grant, Set.of(Grant.parse(grant)), Optional.empty()).secret());
  }

  private KeyRing.CreatedKey made(Optional<Instant> expires) {
    return keys.create("somebody", Set.of(new Grant(Role.ADMIN, "*")), expires);
  }

  /** All refusals, those that are told as a count too, which a server writes at its end at last. */
  private long denials() {
    server.close();
    AuditLog log = AuditLog.in(folder.resolve("access"));
    assertThat(log.verify().problem()).isEmpty();
    return log.latest(10_000).stream()
        .map(JsonMapper.shared()::readTree)
        .filter(entry -> entry.get("outcome").asString().equals("denied"))
        .mapToLong(entry -> Long.parseLong(entry.get("details").path("count").asString("1")))
        .sum();
  }
}

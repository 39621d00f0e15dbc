package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the use cases on people's data promise, over HTTP. */
class PrivacyEndpointsTest {
  private static final String EVENT =
      "{\"user\":\"somebody\",\"domain\":\"books\",\"item\":\"i4\"%s}";
  private static final String DECISION =
      "{\"consents\":[{\"from\":\"%s\",\"to\":\"games\",\"purpose\":\"training\",\"granted\":%s}]}";

  @TempDir Path folder = Path.of(".");

  private SmallShop shop;
  private KuayuServer server;
  private Visitor visitor;

  @BeforeEach
  void start() {
    shop = new SmallShop(folder).train();
    server = shop.serve();
    visitor = Visitor.at(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEventThatIsSentAgainAfterAnErasureDoesNotComeBack() {
    Visitor retrying = visitor.with("Idempotency-Key", "k1");
    String lines = EVENT.formatted(",\"id\":\"2\"") + "\n" + EVENT.formatted("");
    assertThat(retrying.post("/api/v1/events", EVENT.formatted("")).status()).isEqualTo(201);
    assertThat(visitor.post("/api/v1/events", EVENT.formatted(",\"id\":\"1\"")).status())
        .isEqualTo(201);
    Visitor bulk = retrying.with("Content-Type", Visitor.LINES);
    assertThat(bulk.post("/api/v1/events", lines).json().get("stored").asInt()).isEqualTo(2);
    assertThat(visitor.delete("/api/v1/users/somebody").json().get("erasedEvents").asInt())
        .isEqualTo(4);
    for (int time = 0; time < 2; time++) {
      assertThat(retrying.post("/api/v1/events", EVENT.formatted("")).text())
          .isEqualTo("{\"stored\":0,\"duplicates\":1}");
      assertThat(visitor.post("/api/v1/events", EVENT.formatted(",\"id\":\"1\"")).text())
          .isEqualTo("{\"stored\":0,\"duplicates\":1}");
      String mixed = lines + "\n" + EVENT.formatted(",\"id\":\"new-" + time + "\"");
      assertThat(bulk.post("/api/v1/events", mixed).json().get("lines").toString())
          .isEqualTo(
              "[{\"line\":1,\"status\":\"duplicate\"},{\"line\":2,\"status\":\"duplicate\"},"
                  + "{\"line\":3,\"status\":\"stored\"}]");
      server.close();
      server = shop.serve();
      visitor = Visitor.at(server.port());
      retrying = visitor.with("Idempotency-Key", "k1");
      bulk = retrying.with("Content-Type", Visitor.LINES);
    }
    // Another person may use the same id.
    assertThat(
            visitor
                .post("/api/v1/events", EVENT.formatted(",\"id\":\"1\"").replace("body", "one"))
                .status())
        .isEqualTo(201);
    assertThat(visitor.get("/api/v1/users/somebody").json().get("events")).hasSize(2);
  }

  @Test
  void whereTheAuditLogCannotBeWrittenNothingTakesEffect() throws IOException {
    visitor.put("/api/v1/users/u1/consents", DECISION.formatted("books", true));
    String held = visitor.get("/api/v1/users/u1").text();
    Path log = shop.access().resolve("audit.jsonl");
    Path kept = shop.access().resolve("kept");
    Files.move(log, kept);
    Files.createDirectory(log);
    refuses();
    Files.delete(log);
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      Files.createSymbolicLink(log, full);
      refuses();
      Files.delete(log);
    }
    Files.move(kept, log);
    assertThat(visitor.get("/api/v1/users/u1").text()).isEqualTo(held);
    assertThat(visitor.delete("/api/v1/users/u1").status()).isEqualTo(200);
    AuditLog audit = AuditLog.in(shop.access());
    assertThat(audit.verify().problem()).isEmpty();
    assertThat(audit.latest(3).get(1)).contains("user.erase", "\"outcome\":\"intended\"");
    assertThat(audit.latest(3).get(2)).contains("user.erase", "\"outcome\":\"done\"");
  }

  private void refuses() {
    visitor
        .delete("/api/v1/users/u1")
        .isProblem(503, "audit-failed", ErrorCode.AUDIT_LOG_UNWRITABLE);
    visitor.get("/api/v1/users/u1").isProblem(503, "audit-failed", ErrorCode.AUDIT_LOG_UNWRITABLE);
    visitor
        .put("/api/v1/users/u1/consents", DECISION.formatted("books", false))
        .isProblem(503, "audit-failed", ErrorCode.AUDIT_LOG_UNWRITABLE);
  }

  @Test
  void aWriterOfDecisionsIsToldOfNoOthers() {
    KeyRing keys = KeyRing.in(shop.access());
    Visitor officer = with(keys, "privacy-officer");
    Visitor writer = with(keys, "writer");
    String path = "/api/v1/users/u1/consents";
    assertThat(writer.put(path, DECISION.formatted("books", true)).status()).isEqualTo(200);
    assertThat(
            writer.put(path, DECISION.formatted("games", false)).json().get("consents").toString())
        .isEqualTo(
            "[{\"from\":\"games\",\"to\":\"games\",\"purpose\":\"training\",\"granted\":false}]");
    assertThat(officer.get(path).json().get("consents")).hasSize(2);
    String twice =
        "{\"consents\":[%s,%s]}"
            .formatted(
                decision(DECISION.formatted("books", false)),
                decision(DECISION.formatted("books", true)));
    assertThat(writer.put(path, twice).json().get("consents").toString())
        .isEqualTo("[" + decision(DECISION.formatted("books", true)) + "]");
  }

  private static String decision(String body) {
    return body.substring(body.indexOf('[') + 1, body.indexOf(']'));
  }

  private Visitor with(KeyRing keys, String grant) {
    return visitor.as(keys.create(grant, Set.of(Grant.parse(grant)), Optional.empty()).secret());
  }
}

package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Events whose time or key cannot be right. */
class EventsTest {
  private static final String EVENT =
      "{\"user\":\"ann\",\"domain\":\"books\",\"item\":\"%s\",\"timestamp\":%d%s}";
  private static final String TIMELESS = "{\"user\":\"ann\",\"domain\":\"books\",\"item\":\"%s\"}";
  private static final long THEN = 1_700_000_000;

  @TempDir Path folder = Path.of(".");

  private KuayuServer server;
  private Visitor visitor;
  private Visitor bulk;

  @BeforeEach
  void start() {
    server = new SmallShop(folder).train().serve();
    visitor = Visitor.at(server.port());
    bulk = visitor.with("Content-Type", Visitor.LINES);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEventOfTheFutureIsRefused() {
    long now = Instant.now().getEpochSecond();
    assertThat(visitor.post("/api/v1/events", EVENT.formatted("i1", now + 200, "")).status())
        .isEqualTo(201);
    Visitor.Answer refused = visitor.post("/api/v1/events", EVENT.formatted("i1", now + 400, ""));
    refused.isProblem(400, "bad-parameter");
    assertThat(refused.text()).contains("300 seconds later than now");
    visitor
        .post("/api/v1/events", EVENT.formatted("i1", 253_402_300_799L, ""))
        .isProblem(400, "bad-parameter");
    JsonNode lines =
        bulk.post(
                "/api/v1/events",
                EVENT.formatted("i1", now * 1000, "") + "\n" + EVENT.formatted("i2", now, ""))
            .json();
    assertThat(lines.get("stored").asInt()).isEqualTo(1);
    assertThat(lines.get("failed").asInt()).isEqualTo(1);
    assertThat(lines.get("lines").get(0).get("code").asString()).isEqualTo("bad-parameter");
    assertThat(visitor.get("/api/v1/users/ann").json().get("events")).hasSize(2);
  }

  @Test
  void aKeyBelongsToOneEvent() {
    Visitor keyed = visitor.with("Idempotency-Key", "k1");
    assertThat(keyed.post("/api/v1/events", EVENT.formatted("i1", THEN, "")).status())
        .isEqualTo(201);
    assertThat(keyed.post("/api/v1/events", EVENT.formatted("i1", THEN, "")).status())
        .isEqualTo(200);
    for (String other :
        new String[] {
          EVENT.formatted("i2", THEN, ""),
          EVENT.formatted("i1", THEN + 1, ""),
          EVENT.formatted("i1", THEN, ",\"type\":\"view\""),
          EVENT.formatted("i1", THEN, ",\"value\":2")
        }) {
      keyed.post("/api/v1/events", other).isProblem(409, "key-reused");
    }
    String id = ",\"id\":\"1\"";
    assertThat(visitor.post("/api/v1/events", EVENT.formatted("i3", THEN, id)).status())
        .isEqualTo(201);
    visitor.post("/api/v1/events", EVENT.formatted("i4", THEN, id)).isProblem(409, "key-reused");
    assertThat(visitor.get("/api/v1/users/ann").json().get("events")).hasSize(2);
  }

  /** The store knows a key for one user alone, so this is remembered beside it. */
  @Test
  void aKeyOfAnotherUserIsRefused() {
    Visitor keyed = visitor.with("Idempotency-Key", "k1");
    String event = EVENT.formatted("i1", THEN, "");
    assertThat(keyed.post("/api/v1/events", event).status()).isEqualTo(201);
    String other = event.replace("\"ann\"", "\"bob\"");
    assertThat(other).isNotEqualTo(event);
    keyed.post("/api/v1/events", other).isProblem(409, "key-reused");
    assertThat(keyed.post("/api/v1/events", event).status()).isEqualTo(200);
    assertThat(visitor.post("/api/v1/events", other).status()).isEqualTo(201);
    // An id is that of an event of a user.
    String id = EVENT.formatted("i2", THEN, ",\"id\":\"1\"");
    assertThat(visitor.post("/api/v1/events", id).status()).isEqualTo(201);
    assertThat(visitor.post("/api/v1/events", id.replace("\"ann\"", "\"bob\"")).status())
        .isEqualTo(201);
  }

  /** The time of its arrival is no part of what the client sent. */
  @Test
  void anEventWithoutATimeMayBeSentAgainLater() {
    Visitor keyed = visitor.with("Idempotency-Key", "k1");
    assertThat(keyed.post("/api/v1/events", EVENT.formatted("i1", THEN, "")).status())
        .isEqualTo(201);
    assertThat(keyed.post("/api/v1/events", TIMELESS.formatted("i1")).status()).isEqualTo(200);
    keyed.post("/api/v1/events", TIMELESS.formatted("i2")).isProblem(409, "key-reused");
  }

  @Test
  void linesAreComparedOneByOne() {
    String first = EVENT.formatted("i1", THEN, "");
    String second = EVENT.formatted("i2", THEN, ",\"id\":\"own\"");
    Visitor keyed = bulk.with("Idempotency-Key", "k1");
    assertThat(keyed.post("/api/v1/events", first + "\n" + second).json().get("stored").asInt())
        .isEqualTo(2);
    JsonNode again =
        keyed
            .post("/api/v1/events", first + "\n" + EVENT.formatted("i3", THEN, ",\"id\":\"own\""))
            .json();
    assertThat(again.get("duplicates").asInt()).isEqualTo(1);
    assertThat(again.get("failed").asInt()).isEqualTo(1);
    assertThat(again.get("lines").get(1).get("code").asString()).isEqualTo("key-reused");
    // Within one body, too.
    JsonNode twice =
        bulk.post(
                "/api/v1/events",
                EVENT.formatted("i5", THEN, ",\"id\":\"x\"")
                    + "\n"
                    + EVENT.formatted("i6", THEN, ",\"id\":\"x\""))
            .json();
    assertThat(twice.get("stored").asInt()).isEqualTo(1);
    assertThat(twice.get("lines").get(1).get("code").asString()).isEqualTo("key-reused");
  }
}

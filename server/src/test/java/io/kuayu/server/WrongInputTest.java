package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Wrong input of all kinds gets its status and a problem document, changes nothing, and leaves
 * neither ids of people nor secrets in answers or logs.
 */
class WrongInputTest extends WatchedServer {
  private static final String ASK = "/api/v1/recommendations";
  private static final String LIST = "/api/v1/users/u1/recommendations";
  private static final String EVENTS = "/api/v1/events";

  /** Ids that a careless program would read as something else. */
  private static final List<String> NASTY =
      List.of(
          "'; DROP TABLE event; --",
          "\" OR 1=1",
          "../../etc/passwd",
          "..",
          "<script>alert(1)</script>",
          "a\r\nSet-Cookie: a=b",
          "%00%2e",
          "${jndi:ldap://x}",
          "用户\uD83D\uDE00",
          " ");

  @Test
  void bodiesThatAreNotWhatIsExpected() {
    for (String body :
        List.of(
            "{",
            "[]",
            "null",
            "17",
            "\"text\"",
            "{} {}",
            "{\"user\":\"a\",\"user\":\"b\"}",
            "{\"user\":\"\\ud800\"",
            "{'user':'a'}",
            "{\"k\":NaN}",
            "[".repeat(100_000),
            "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000),
            "{\"k\":" + "9".repeat(1_000) + "}",
            "\u0000")) {
      for (String path : List.of(ASK, EVENTS, "/api/v1/rank")) {
        visitor.post(path, body).isProblem(400, "bad-json");
      }
      visitor.put("/api/v1/domains/books/items/x", body).isProblem(400, "bad-json");
    }
    visitor.post(ASK, "").isProblem(400, "bad-json");
    visitor
        .with("Content-Type", "text/csv")
        .post(EVENTS, "a,b")
        .isProblem(415, "unsupported-media-type");
    visitor.post("/api/v1/domains/books/items", "{}").isProblem(415, "unsupported-media-type");
  }

  @Test
  void fieldsThatAreNotAllowed() {
    for (String field :
        List.of(
            "\"k\":0",
            "\"k\":-1",
            "\"k\":1000000",
            "\"k\":1.5",
            "\"k\":\"10\"",
            "\"k\":99999999999999999999",
            "\"explain\":\"yes\"",
            "\"diversity\":2",
            "\"diversity\":1e999",
            "\"budget\":0",
            "\"seen\":\"maybe\"",
            "\"domains\":\"books\"",
            "\"domains\":[1]",
            "\"history\":{}",
            "\"history\":[1]",
            "\"history\":[{\"domain\":\"books\"}]",
            "\"history\":[{\"domain\":\"books\",\"item\":\"i1\",\"timestamp\":\"now\"}]",
            "\"history\":[{\"domain\":\"books\",\"item\":\"i1\",\"timestamp\":-5}]",
            "\"context\":{\"page\":1}",
            "\"quotas\":{\"books\":{\"least\":3,\"most\":1}}",
            "\"timestamp\":9e99",
            "\"domain\":[\"books\"]",
            "\"filtr\":\"a = 1\"")) {
      visitor
          .post(ASK, "{\"user\":\"hidden-person\"," + field + "}")
          .isProblem(400, "bad-parameter");
    }
    visitor.post(ASK, "{\"k\":3}").isProblem(400, "bad-parameter");
    visitor.post(ASK, "{\"user\":\"\"}").isProblem(400, "bad-id");
    visitor.post(ASK, "{\"user\":\"a\\u0000b\"}").isProblem(400, "bad-id");
    visitor.post(ASK, "{\"user\":\"\\ud800\"}").isProblem(400, "bad-id");
    visitor.post(ASK, "{\"user\":\"" + "x".repeat(513) + "\"}").isProblem(400, "bad-id");
    String event = "{\"domain\":\"books\",\"item\":\"i1\"},";
    String many = event.repeat(10_001);
    visitor
        .post(ASK, "{\"history\":[" + many.substring(0, many.length() - 1) + "]}")
        .isProblem(400, "bad-parameter");
    visitor.post(ASK, "{\"user\":\"a\",\"domains\":[\"none\"]}").isProblem(422, "no-such-domain");
    visitor
        .post(ASK, "{\"user\":\"a\",\"quotas\":{\"none\":{\"most\":1}}}")
        .isProblem(422, "no-such-domain");
    String wrong = "{\"user\":\"hidden-person\",\"domain\":\"%s\",\"item\":\"%s\"}";
    visitor.post(EVENTS, wrong.formatted("books", "none")).isProblem(422, "no-such-item");
    visitor.post(EVENTS, wrong.formatted("none", "i1")).isProblem(422, "no-such-domain");
    visitor.put("/api/v1/domains/books/items/x", "{}").isProblem(400, "bad-parameter");
    visitor
        .put("/api/v1/domains/books/items/x", "{\"title\":\" \"}")
        .isProblem(400, "bad-parameter");
    visitor
        .with("Idempotency-Key", "k".repeat(600))
        .post(EVENTS, wrong.formatted("books", "i1"))
        .isProblem(400, "bad-id");
    nothingIsHeldAbout("hidden-person");
  }

  @Test
  void pathsThatLeadNowhere() throws IOException {
    for (String path :
        List.of(
            "/nothing",
            "/api/v1/",
            "/api/v1/users//recommendations/",
            "/%2e%2e%2fetc%2fpasswd.html",
            "/webjars/%2e%2e/%2e%2e/audit.key.json",
            "/webjars//etc/passwd.json",
            "/.git/config.json",
            "/console.js/")) {
      assertThat(visitor.get(path).status()).as(path).isEqualTo(404);
      visitor.get(path).isProblem(404, "unknown-path");
    }
    visitor.get("/api/v1/users/%C3/recommendations").isProblem(400, "bad-path");
    visitor.get("/api/v1/users//recommendations").isProblem(400, "bad-id");
    visitor.delete(EVENTS).isProblem(405, "method-not-allowed");
    assertThat(visitor.delete(EVENTS).header("Allow")).isEqualTo("POST");
    visitor.ask("OPTIONS", LIST, "").isProblem(405, "method-not-allowed");
    visitor
        .ask("PATCH", "/api/v1/domains/books/items/i1", "{}")
        .isProblem(405, "method-not-allowed");
    RawRequest raw = new RawRequest(server.port());
    for (String path : List.of("/../../etc/passwd", "/webjars/../../x.js", "/api/v1/./domains")) {
      problem(
          raw.answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
          400);
    }
  }

  @Test
  void nastyIdsAreIdsAndNothingElse() {
    for (String id : NASTY) {
      String path = "/api/v1/domains/books/items/" + encoded(id);
      String body = "{\"title\":\"<script>alert('t')</script>\",\"note\":\"'; DROP TABLE item;\"}";
      assertThat(visitor.put(path, body).status()).as(id).isEqualTo(201);
      Visitor.Answer shown = visitor.get(path);
      assertThat(shown.json().get("item").asString()).isEqualTo(id);
      assertThat(shown.header("Content-Type")).isEqualTo("application/json");
      assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(shown.headers().map()).doesNotContainKey("set-cookie");
      String event = Visitor.json("user", id, "domain", "books", "item", id);
      assertThat(visitor.post(EVENTS, event).status()).isEqualTo(201);
      JsonNode held = visitor.get("/api/v1/users/" + encoded(id)).json();
      assertThat(held.get("user").asString()).isEqualTo(id);
      assertThat(held.get("events")).hasSize(1);
      assertThat(visitor.get("/api/v1/users/" + encoded(id) + "/recommendations").status())
          .isEqualTo(200);
    }
    for (String id : NASTY) {
      assertThat(visitor.delete("/api/v1/users/" + encoded(id)).json().get("erasedEvents").asInt())
          .isEqualTo(1);
      assertThat(visitor.delete("/api/v1/domains/books/items/" + encoded(id)).status())
          .isEqualTo(200);
    }
    assertThat(visitor.get("/api/v1/users/u1").status()).isEqualTo(200);
  }

  @Test
  void aRequestsNameIsRepeatedOnlyWhereItIsHarmless() {
    assertThat(
            visitor.with("X-Request-Id", "shop-17").get("/api/v1/domains").header("X-Request-Id"))
        .isEqualTo("shop-17");
    for (String name : List.of("<script>", "a b", "x".repeat(65), "hidden-person@example")) {
      assertThat(visitor.with("X-Request-Id", name).get("/api/v1/domains").header("X-Request-Id"))
          .matches("[0-9a-f-]{36}");
    }
  }

  @Test
  void whatIsNoRequestIsAnsweredByAProblemToo() throws IOException {
    RawRequest raw = new RawRequest(server.port());
    String host = "Host: localhost\r\n";
    String post =
        "POST /api/v1/events HTTP/1.1\r\n" + host + "Authorization: Bearer " + secret + "\r\n";
    // What is no HTTP at all is not answered.
    assertThat(raw.answer("GET / HTTP/9.9\r\n" + host + "\r\n")).isEmpty();
    assertThat(raw.answer("GARBAGE hidden-person\r\n\r\n")).isEmpty();
    problem(raw.answer("GET / HTTP/1.1\r\n" + host + "no header\r\n\r\n"), 400);
    problem(raw.answer("GET / HTTP/1.1\r\n" + host + "X-A: a\u0000b\r\n\r\n"), 400);
    problem(raw.answer("GET / HTTP/1.1\r\n" + host + "X\u00e9(: b\r\n\r\n"), 400);
    problem(raw.answer("GET /a b HTTP/1.1\r\n" + host + "\r\n"), 400);
    problem(raw.answer("GET /%zz HTTP/1.1\r\n" + host + "\r\n"), 400);
    problem(raw.answer("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n"), 414);
    problem(
        raw.answer("GET / HTTP/1.1\r\n" + host + "X-A: " + "x".repeat(20_000) + "\r\n\r\n"), 400);
    problem(raw.answer(post + "Content-Length: -1\r\n\r\n"), 400);
    problem(raw.answer(post + "Content-Length: many\r\n\r\n"), 400);
    problem(raw.answer(post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}"), 400);
    problem(
        raw.answer(post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
    problem(raw.answer(post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n"), 400);
    assertThat(visitor.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aBodyOfAHundredMegabytesIsNotRead() throws IOException {
    RawRequest raw = new RawRequest(server.port());
    String post =
        "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + secret
            + "\r\n";
    problem(raw.answer(post + "Content-Length: 104857600\r\n\r\n", 100, "", ""), 413);
    problem(
        raw.answer(post + "Transfer-Encoding: chunked\r\n\r\n", 100, "100000\r\n", "\r\n"), 413);
    String lines = post + "Content-Type: application/x-ndjson\r\n";
    problem(raw.answer(lines + "Content-Length: 104857600\r\n\r\n", 100, "", ""), 413);
    problem(
        raw.answer(lines + "Transfer-Encoding: chunked\r\n\r\n", 100, "100000\r\n", "\r\n"), 413);
    // Who may not post is told so before anything is read.
    String stranger = "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\n";
    problem(raw.answer(stranger + "Content-Length: 104857600\r\n\r\n", 100, "", ""), 401);
    assertThat(visitor.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void badLinesOfManyAreToldAndTheOthersStored() {
    JsonNode answer =
        visitor
            .with("Content-Type", Visitor.LINES)
            .with("Idempotency-Key", "bulk-1")
            .post(
                EVENTS,
                """
                {"user":"many","domain":"books","item":"i1"}
                {"user":"many","domain":"books"
                {"user":"many","domain":"books","item":"none"}

                {"user":"many","domain":"games","item":"i2","type":"x","value":2}
                {"user":"","domain":"games","item":"i2"}
                """)
            .json();
    assertThat(answer.get("stored").asInt()).isEqualTo(2);
    assertThat(answer.get("failed").asInt()).isEqualTo(3);
    assertThat(answer.get("lines").valueStream().map(line -> line.get("line").asInt()))
        .containsExactly(1, 2, 3, 5, 6);
    assertThat(answer.get("lines").valueStream().map(line -> line.path("code").asString("")))
        .containsExactly("", "bad-json", "no-such-item", "", "bad-id");
    assertThat(visitor.get("/api/v1/users/many").json().get("events")).hasSize(2);
  }

  private void nothingIsHeldAbout(String user) {
    visitor.get("/api/v1/users/" + user).isProblem(404, "unknown-user");
  }

  /** An answer as it went over the wire. */
  private static void problem(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .as("the connection is closed")
        .doesNotContain("(still open)");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains("content-type: application/problem+json");
    assertThat(answer)
        .contains("\"status\":" + status)
        .doesNotContain("hidden-person", "Exception");
  }
}

package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.application.settings.RequestLimits;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of {@code /mcp}, right and wrong. */
class McpProtocolTest {
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

  @TempDir Path folder = Path.of(".");

  private SmallShop shop;
  private KuayuServer server;
  private Visitor visitor;
  private Agent agent;

  @BeforeEach
  void start() {
    shop = new SmallShop(folder).train();
    server = shop.serve(shop.settings().withMcp(true));
    visitor = Visitor.at(server.port());
    agent = new Agent(visitor);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isNotThereUnlessItIsConfigured(@TempDir Path other) {
    assertThat(server.routes()).anyMatch(route -> route.pattern().equals("/mcp"));
    try (KuayuServer without = new SmallShop(other).train().serve()) {
      assertThat(without.routes()).noneMatch(route -> route.pattern().equals("/mcp"));
      Visitor.at(without.port()).post("/mcp", LIST).isProblem(404, "unknown-path");
    }
  }

  @Test
  void takesPostsAlone() {
    for (String method : new String[] {"GET", "DELETE", "PUT"}) {
      Visitor.Answer answer = visitor.ask(method, "/mcp", "");
      answer.isProblem(405, "method-not-allowed");
      assertThat(answer.header("Allow")).isEqualTo("POST");
    }
  }

  @Test
  void tellsWhatItIsWithoutAHandshake() {
    JsonNode result = agent.send("server/discover", "{}").json().get("result");
    assertThat(result.get("resultType").asString()).isEqualTo("complete");
    assertThat(result.get("supportedVersions").get(0).asString()).isEqualTo(Agent.REVISION);
    assertThat(result.at("/capabilities/tools").isObject()).isTrue();
    assertThat(result.get("_meta").get("io.modelcontextprotocol/serverInfo").get("name").asString())
        .isEqualTo("kuayu");
    assertThat(result.get("instructions").asString()).contains("untrusted");
    JsonNode list = agent.send("tools/list", "{}").json().get("result");
    assertThat(list.get("cacheScope").asString()).isEqualTo("private");
    assertThat(list.get("ttlMs").asInt()).isPositive();
  }

  @Test
  void greetsClientsOfEarlierRevisionsAndKeepsNothing() {
    for (String[] asked :
        new String[][] {
          {"2025-11-25", "2025-11-25"},
          {"2025-06-18", "2025-06-18"},
          {"2024-11-05", "2025-11-25"},
          {"2026-07-28", "2025-11-25"}
        }) {
      Visitor.Answer answer =
          visitor.post(
              "/mcp",
              ("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\",\"params\":"
                      + "{\"protocolVersion\":\"%s\",\"capabilities\":{},"
                      + "\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}")
                  .formatted(asked[0]));
      JsonNode result = answer.json().get("result");
      assertThat(result.get("protocolVersion").asString()).as(asked[0]).isEqualTo(asked[1]);
      assertThat(result.has("resultType")).isFalse();
      assertThat(answer.json().get("id").asString()).isEqualTo("a");
      assertThat(answer.header("Mcp-Session-Id")).isEmpty();
    }
    Visitor.Answer heard =
        visitor.post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(heard.status()).isEqualTo(202);
    assertThat(heard.text()).isEmpty();
    Visitor old = visitor.with("MCP-Protocol-Version", "2025-06-18");
    assertThat(old.post("/mcp", LIST.replace("tools/list", "ping")).json().get("result")).isEmpty();
    assertThat(old.post("/mcp", LIST).json().at("/result/tools")).hasSize(Agent.TOOLS.size());
    assertThat(visitor.post("/mcp", LIST).json().at("/result/tools")).hasSize(Agent.TOOLS.size());
  }

  @Test
  void wrongMessagesAreErrorsOfTheProtocol() {
    rejected("{", 400, -32_700);
    rejected("", 400, -32_700);
    rejected("[" + LIST + "]", 400, -32_600);
    rejected("[]", 400, -32_600);
    rejected("\"tools/list\"", 400, -32_600);
    rejected("{}", 400, -32_600);
    rejected(LIST.replace("2.0", "1.0"), 400, -32_600);
    rejected(LIST.replace("\"tools/list\"", "5"), 400, -32_600);
    rejected(LIST.replace("tools/list", "x".repeat(300)), 400, -32_600);
    rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", 400, -32_600);
    for (String id : new String[] {"null", "1.5", "true", "{}", "[1]"}) {
      rejected(LIST.replace("\"id\":1", "\"id\":" + id), 400, -32_600);
    }
    rejected(LIST.replace("}", ",\"params\":[]}"), 400, -32_602);
    rejected(LIST.replace("}", ",\"id\":2}"), 400, -32_700);
    rejected("[".repeat(100), 400, -32_700);
    rejected(LIST.replace("tools/list", "resources/list"), 200, -32_601);
    rejected(LIST.replace("}", ",\"params\":{\"cursor\":\"2\"}}"), 200, -32_602);
  }

  private void rejected(String body, int status, int code) {
    Visitor.Answer answer = visitor.post("/mcp", body);
    assertThat(answer.status()).as(body + " " + answer.text()).isEqualTo(status);
    assertThat(answer.json().get("jsonrpc").asString()).isEqualTo("2.0");
    assertThat(answer.json().at("/error/code").asInt()).as(body).isEqualTo(code);
    assertThat(answer.text()).doesNotContain("java", "Exception");
  }

  @Test
  void headersMustSayWhatTheMessageSays() {
    String call =
        Agent.message("tools/call", "{\"name\":\"get_consent\",\"arguments\":{\"user\":\"u1\"}}")
            .toString();
    Visitor right =
        visitor
            .with("MCP-Protocol-Version", Agent.REVISION)
            .with("Mcp-Method", "tools/call")
            .with("Mcp-Name", "get_consent");
    assertThat(right.post("/mcp", call).json().has("result")).isTrue();
    assertThat(
            right
                .with("Mcp-Name", "=?base64?Z2V0X2NvbnNlbnQ=?=")
                .post("/mcp", call)
                .json()
                .has("result"))
        .isTrue();
    for (Visitor wrong :
        new Visitor[] {
          visitor,
          visitor.with("MCP-Protocol-Version", Agent.REVISION),
          right.with("MCP-Protocol-Version", "2025-11-25"),
          right.with("Mcp-Method", "tools/list"),
          right.with("Mcp-Method", "TOOLS/CALL"),
          right.with("Mcp-Name", "recommend"),
          right.with("Mcp-Name", "=?base64?***?="),
          right.with("Mcp-Name", "=?base64?=")
        }) {
      Visitor.Answer answer = wrong.post("/mcp", call);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32_020);
      assertThat(answer.json().get("id").asInt()).isEqualTo(7);
    }
  }

  @Test
  void otherRevisionsAreToldWhichOnesThereAre() {
    String later =
        Agent.message("tools/list", "{}").toString().replace(Agent.REVISION, "2099-01-01");
    Visitor claiming =
        visitor.with("MCP-Protocol-Version", "2099-01-01").with("Mcp-Method", "tools/list");
    for (Visitor.Answer answer :
        new Visitor.Answer[] {
          claiming.post("/mcp", later),
          claiming.post("/mcp", LIST),
          visitor.with("MCP-Protocol-Version", "2025-03-26").post("/mcp", LIST),
          visitor.with("MCP-Protocol-Version", "nonsense").post("/mcp", LIST)
        }) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32_022);
      assertThat(answer.json().at("/error/data/supported/0").asString()).isEqualTo(Agent.REVISION);
    }
    Visitor.Answer bare = visitor.with("MCP-Protocol-Version", Agent.REVISION).post("/mcp", LIST);
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.json().at("/error/code").asInt()).isEqualTo(-32_602);
    ObjectNode incapable = Agent.message("tools/list", "{}");
    incapable.at("/params/_meta").asObject().remove("io.modelcontextprotocol/clientCapabilities");
    Visitor.Answer answer =
        visitor
            .with("MCP-Protocol-Version", Agent.REVISION)
            .with("Mcp-Method", "tools/list")
            .post("/mcp", incapable.toString());
    assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32_602);
    Visitor.Answer unknown = agent.send("initialize", "{}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/error/code").asInt()).isEqualTo(-32_601);
  }

  @Test
  void whatAnAgentCanMendIsToldItAndTheRestIsAnError() {
    for (String params :
        new String[] {
          "{\"name\":\"delete_user\"}", "{\"name\":\"Recommend\"}", "{\"name\":5}", "{}"
        }) {
      JsonNode answer = agent.send("tools/call", params).json();
      assertThat(answer.at("/error/code").asInt()).as(params).isEqualTo(-32_602);
    }
    assertThat(
            agent
                .send("tools/call", "{\"name\":\"explain\",\"arguments\":[1]}")
                .json()
                .at("/error/code")
                .asInt())
        .isEqualTo(-32_602);
    assertThat(agent.failure("recommend", "{}")).contains("'user'", "'history'");
    assertThat(agent.failure("recommend", "{\"usr\":\"u1\"}")).contains("did you mean 'user'");
    assertThat(agent.failure("recommend", "{\"user\":\"u1\",\"k\":101}")).contains("1 to 100");
    assertThat(agent.failure("recommend", "{\"user\":\"u1\",\"k\":\"3\"}")).contains("'k'");
    assertThat(agent.failure("recommend", "{\"user\":\"u1\",\"filter\":\"pages <\"}"))
        .startsWith("bad-filter");
    assertThat(agent.failure("recommend", "{\"user\":\"u1\",\"domains\":[\"toys\"]}"))
        .isEqualTo("no-such-domain: the domains are books, games");
    assertThat(agent.failure("explain", "{\"user\":\"\",\"domain\":\"books\",\"item\":\"i5\"}"))
        .startsWith("bad-id");
    assertThat(agent.failure("similar_items", "{\"domain\":\"books\",\"item\":\"nothing\"}"))
        .startsWith("unknown-item");
    assertThat(agent.failure("search_items", "{\"query\":\"  \"}")).contains("'query'");
    assertThat(agent.failure("get_consent", "{}")).contains("'user' is missing");
  }

  @Test
  void limitsAreThoseOfEveryRoute(@TempDir Path open) {
    Visitor.Answer large = visitor.post("/mcp", " ".repeat((1 << 20) + 1));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.json().at("/error/data/code").asString()).isEqualTo("too-large");
    Visitor.Answer typed = visitor.with("Content-Type", "text/plain").post("/mcp", LIST);
    assertThat(typed.status()).isEqualTo(415);
    Visitor.Answer foreign = visitor.with("Origin", "http://evil.example").post("/mcp", LIST);
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.json().at("/error/data/code").asString()).isEqualTo("foreign-origin");
    SmallShop other = new SmallShop(open).train();
    ServerSettings usual = other.settings().withMcp(true);
    RequestLimits few =
        RequestLimits.read(
            Settings.of(
                new Setting.Tree(
                    Map.of(
                        "requests-per-second", new Setting.Scalar("0.01", "test"),
                        "burst", new Setting.Scalar("1", "test")),
                    "test")));
    String key =
        KeyRing.in(other.access())
            .create("r", Set.of(Grant.parse("reader")), Optional.empty())
            .secret();
    try (KuayuServer limited = other.serve(usual.with(few))) {
      Agent asking = Agent.at(limited.port()).as(key);
      assertThat(asking.send("tools/list", "{}").status()).isEqualTo(200);
      Visitor.Answer refused = asking.send("tools/list", "{}");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(refused.json().at("/error/data/code").asString()).isEqualTo("rate-limited");
    }
  }

  @Test
  void callsAreCounted() {
    agent.result("search_items", "{\"query\":\"title\"}");
    agent.result("search_items", "{\"query\":\"title 3\"}");
    assertThat(visitor.get("/metrics").text())
        .contains("kuayu_mcp_calls_total{tool=\"search_items\"} 2.0")
        .contains("route=\"/mcp\"");
  }
}

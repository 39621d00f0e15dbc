package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent that asks a server over the newest revision of the Model Context Protocol, without a
 * library.
 */
record Agent(Visitor visitor) {
  static final String REVISION = "2026-07-28";
  static final List<String> TOOLS =
      List.of("recommend", "similar_items", "explain", "search_items", "get_consent");

  /** A correct call of each tool, about books. */
  static final Map<String, String> CALLS =
      Map.of(
          "recommend", "{\"user\":\"u1\",\"k\":50,\"explain\":true,\"diversity\":0.5}",
          "similar_items", "{\"domain\":\"books\",\"item\":\"i5\",\"k\":50}",
          "explain", "{\"user\":\"u1\",\"domain\":\"books\",\"item\":\"i5\"}",
          "search_items", "{\"query\":\"title\",\"k\":100}",
          "get_consent", "{\"user\":\"u1\"}");

  private static final JsonMapper JSON = JsonMapper.shared();

  static Agent at(int port) {
    return new Agent(Visitor.at(port));
  }

  /** What a tool is asked in {@link #CALLS}. */
  static String arguments(String tool) {
    return Objects.requireNonNull(CALLS.get(tool));
  }

  Agent as(String secret) {
    return new Agent(visitor.as(secret));
  }

  /** A message whose headers and metadata are right. */
  Visitor.Answer send(String method, String params) {
    ObjectNode message = message(method, params);
    Visitor asking = visitor.with("MCP-Protocol-Version", REVISION).with("Mcp-Method", method);
    String name = message.get("params").path("name").asString("");
    return (name.isEmpty() ? asking : asking.with("Mcp-Name", name))
        .post("/mcp", message.toString());
  }

  static ObjectNode message(String method, String params) {
    ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 7);
    ObjectNode given = JSON.readTree(params).asObject();
    given
        .putObject("_meta")
        .put("io.modelcontextprotocol/protocolVersion", REVISION)
        .putObject("io.modelcontextprotocol/clientCapabilities");
    message.put("method", method).set("params", given);
    return message;
  }

  /** What a call of a tool results in, be it an error of the tool. */
  JsonNode call(String tool, String arguments) {
    Visitor.Answer answer =
        send("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().get("id").asInt()).isEqualTo(7);
    assertThat(answer.json().has("result")).as(answer.text()).isTrue();
    return answer.json().get("result");
  }

  /** The structured result of a call that succeeds; its text must be the same. */
  JsonNode result(String tool, String arguments) {
    JsonNode result = call(tool, arguments);
    assertThat(result.get("isError").asBoolean()).as(result.toString()).isFalse();
    assertThat(result.get("resultType").asString()).isEqualTo("complete");
    assertThat(JSON.readTree(result.at("/content/0/text").asString()))
        .isEqualTo(result.get("structuredContent"));
    return result.get("structuredContent");
  }

  /** What an agent is told of a call that fails. */
  String failure(String tool, String arguments) {
    JsonNode result = call(tool, arguments);
    assertThat(result.get("isError").asBoolean()).as(result.toString()).isTrue();
    assertThat(result.has("structuredContent")).isFalse();
    return result.at("/content/0/text").asString();
  }

  /** The tools that it may use. */
  JsonNode tools() {
    return send("tools/list", "{}").json().at("/result/tools");
  }

  List<String> toolNames() {
    return tools().valueStream().map(tool -> tool.get("name").asString()).toList();
  }
}

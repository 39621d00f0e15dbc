package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.audit.AuditLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who learns what over {@code /mcp}. */
class McpAccessTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir Path folder = Path.of(".");

  private KeyRing keys;
  private KuayuServer server;
  private Agent agent;

  @BeforeEach
  void start() {
    SmallShop shop = new SmallShop(folder).train();
    keys = KeyRing.in(shop.access());
    keys.create("first", Set.of(Grant.parse("auditor")), Optional.empty());
    server = shop.serve(shop.settings().withMcp(true));
    agent = Agent.at(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aKeyIsNeededAsEverywhere() {
    for (Agent stranger : List.of(agent, agent.as("kuayu_guess"))) {
      Visitor.Answer answer = stranger.send("tools/list", "{}");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(answer.json().at("/error/data/code").asString()).isEqualTo("unauthenticated");
    }
    assertThat(new Agent(agent.visitor().with("X-API-Key", key("reader"))).toolNames()).hasSize(4);
  }

  @Test
  void toolsAreListedAndAnsweredByRole() {
    List<String> ofReaders = Agent.TOOLS.subList(0, 4);
    assertThat(with("reader").toolNames()).isEqualTo(ofReaders);
    assertThat(with("reader:books").toolNames()).isEqualTo(ofReaders);
    assertThat(with("privacy-officer").toolNames()).containsExactly("get_consent");
    assertThat(with("privacy-officer:books").toolNames()).isEmpty();
    assertThat(with("writer").toolNames()).isEmpty();
    assertThat(with("reader:toys").toolNames()).isEmpty();
    assertThat(with("admin").toolNames()).isEqualTo(Agent.TOOLS);
    Agent.CALLS.forEach(
        (tool, arguments) ->
            assertThat(with("writer").failure(tool, arguments))
                .as(tool)
                .startsWith("forbidden: this needs the role "));
    assertThat(with("reader").failure("get_consent", Agent.arguments("get_consent")))
        .isEqualTo("forbidden: this needs the role privacy-officer of all domains");
    server.close();
    AuditLog log = AuditLog.in(folder.resolve("access"));
    assertThat(log.verify().problem()).isEmpty();
    assertThat(
            log.latest(100).stream()
                .map(JsonMapper.shared()::readTree)
                .filter(entry -> entry.get("outcome").asString().equals("denied"))
                .map(entry -> entry.get("action").asString()))
        .hasSize(6)
        .contains("POST /mcp recommend", "POST /mcp get_consent");
  }

  @Test
  void everyResultIsAsItsSchemaSaysAndNothingIsChanged() {
    Agent admin = with("admin");
    String before =
        server.routes().size() + agent.visitor().as(key("admin")).get("/api/v1/users/u1").text();
    for (JsonNode tool : admin.tools()) {
      String name = tool.get("name").asString();
      String arguments = Agent.arguments(name);
      valid(tool.get("inputSchema"), JsonMapper.shared().readTree(arguments), name);
      valid(tool.get("outputSchema"), admin.result(name, arguments), name);
      assertThat(tool.at("/annotations/readOnlyHint").asBoolean()).isTrue();
      assertThat(tool.at("/inputSchema/additionalProperties").asBoolean(true)).isFalse();
      if (!name.equals("get_consent")) {
        assertThat(tool.get("description").asString()).contains("untrusted");
        valid(tool.get("outputSchema"), with("reader:books").result(name, arguments), name);
      }
    }
    valid(
        admin.tools().get(0).get("outputSchema"),
        admin.result(
            "recommend",
            "{\"history\":[{\"domain\":\"games\",\"item\":\"i3\"}],\"domains\":[\"books\"]}"),
        "history");
    assertThat(
            server.routes().size()
                + agent.visitor().as(key("admin")).get("/api/v1/users/u1").text())
        .isEqualTo(before);
  }

  private static void valid(JsonNode schema, JsonNode value, String what) {
    assertThat(SCHEMAS.getSchema(schema).validate(value)).as(what + " " + value).isEmpty();
  }

  @Test
  void aReaderOfBooksNeverLearnsOfGames() {
    Agent reader = with("reader:books");
    assertThat(reader.send("tools/list", "{}").text()).contains("books").doesNotContain("games");
    assertThat(reader.send("server/discover", "{}").text()).doesNotContain("games");
    Agent.CALLS.forEach(
        (tool, arguments) -> {
          JsonNode result = reader.call(tool, arguments);
          hidesGames(result);
          if (!tool.equals("get_consent")) {
            assertThat(result.get("isError").asBoolean()).isFalse();
          }
        });
    assertThat(reader.result("search_items", Agent.arguments("search_items")).get("items"))
        .hasSize(20);
    assertThat(reader.result("explain", Agent.arguments("explain")).get("sources")).isEmpty();
    assertThat(with("reader").result("explain", Agent.arguments("explain")).get("sources"))
        .isNotEmpty();
    // Events in games may not be counted, and wishes about them may not be told.
    agent
        .visitor()
        .as(key("admin"))
        .put(
            "/api/v1/users/u1/consents",
            "{\"consents\":[{\"from\":\"games\",\"to\":\"books\","
                + "\"purpose\":\"personalisation\",\"granted\":false}]}");
    Agent.CALLS.forEach((tool, arguments) -> hidesGames(reader.call(tool, arguments)));
    assertThat(reader.result("recommend", "{\"user\":\"u1\"}").get("degraded")).isEmpty();
    assertThat(
            with("reader")
                .result("recommend", Agent.arguments("recommend"))
                .get("degraded")
                .toString())
        .contains("what happened in games is not used for books");
  }

  private static void hidesGames(JsonNode told) {
    // Titles 20 to 39 and these attributes are those of games.
    assertThat(told.toString())
        .doesNotContain("games", "players", "studio")
        .doesNotContainPattern("Title [23][0-9]");
  }

  @Test
  void aHiddenDomainIsAnsweredLikeOneThatWasNeverThere() {
    Agent reader = with("reader:books");
    for (String call :
        new String[] {
          "recommend {\"user\":\"u1\",\"domains\":[\"?\"]}",
          "recommend {\"user\":\"u1\",\"domains\":[\"books\",\"?\"]}",
          "recommend {\"history\":[{\"domain\":\"?\",\"item\":\"i5\"}]}",
          "recommend {\"history\":[{\"domain\":\"?\",\"item\":\"none\"}]}",
          "similar_items {\"domain\":\"?\",\"item\":\"i5\"}",
          "similar_items {\"domain\":\"books\",\"item\":\"i5\",\"domains\":[\"?\"]}",
          "explain {\"user\":\"u1\",\"domain\":\"?\",\"item\":\"i5\"}",
          "search_items {\"query\":\"title\",\"domains\":[\"?\"]}",
          "recommend {\"user\":\"u1\",\"filter\":\"domain = '?'\"}",
          "recommend {\"user\":\"?:u1\"}"
        }) {
      String[] parts = call.split(" ", 2);
      String hidden = reader.call(parts[0], parts[1].replace("?", "games")).toString();
      String absent = reader.call(parts[0], parts[1].replace("?", "toys")).toString();
      assertThat(hidden).as(call).isEqualTo(absent).doesNotContain("games");
    }
    // Nor are the attributes of its items known.
    assertThat(reader.failure("recommend", "{\"user\":\"u1\",\"filter\":\"studio = 'x'\"}"))
        .isEqualTo(
            reader
                .failure("recommend", "{\"user\":\"u1\",\"filter\":\"stadio = 'x'\"}")
                .replace("stadio", "studio"));
    server.close();
    assertThat(AuditLog.in(folder.resolve("access")).latest(100).toString())
        .contains("POST /mcp similar_items")
        .contains("POST /mcp search_items");
  }

  @Test
  void aWithdrawnConsentMovesTheNextAnswer() {
    for (String grant : new String[] {"reader", "reader:books"}) {
      Agent reader = with(grant);
      String asked = "{\"user\":\"u2\",\"domains\":[\"books\"],\"k\":5,\"explain\":true}";
      decide("u2", true);
      JsonNode before = reader.result("recommend", asked).get("items");
      decide("u2", false);
      JsonNode after = reader.result("recommend", asked).get("items");
      assertThat(after).as(grant).isNotEqualTo(before);
      decide("u2", true);
      assertThat(reader.result("recommend", asked).get("items")).isEqualTo(before);
    }
    decide("u2", false);
    JsonNode told = with("privacy-officer").result("get_consent", "{\"user\":\"u2\"}");
    assertThat(told.at("/consents/0/from").asString()).isEqualTo("games");
    assertThat(told.at("/consents/0/granted").asBoolean()).isFalse();
    assertThat(told.at("/otherwise/across").asString()).isEqualTo("granted");
  }

  private void decide(String user, boolean granted) {
    assertThat(
            agent
                .visitor()
                .as(key("writer"))
                .put(
                    "/api/v1/users/" + user + "/consents",
                    ("{\"consents\":[{\"from\":\"games\",\"to\":\"books\","
                            + "\"purpose\":\"personalisation\",\"granted\":%s}]}")
                        .formatted(granted))
                .status())
        .isEqualTo(200);
  }

  private Agent with(String grant) {
    return agent.as(key(grant));
  }

  private String key(String grant) {
    return keys.create(grant, Set.of(Grant.parse(grant)), Optional.empty()).secret();
  }
}

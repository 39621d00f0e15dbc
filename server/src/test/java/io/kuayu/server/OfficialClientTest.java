package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The official TypeScript clients from npm against {@code /mcp}: that of the revisions with a
 * handshake and that of the newest one. They check every structured result against its schema.
 */
class OfficialClientTest {
  @TempDir Path folder = Path.of(".");

  private KeyRing keys;
  private KuayuServer server;
  private String address;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    OfficialClient.install();
  }

  @BeforeEach
  void start() {
    SmallShop shop = new SmallShop(folder).train();
    keys = KeyRing.in(shop.access());
    keys.create("first", Set.of(Grant.parse("auditor")), Optional.empty());
    server = shop.serve(shop.settings().withMcp(true));
    address = "http://127.0.0.1:" + server.port() + "/mcp";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theClientWithAHandshakeListsAndCallsEveryTool() throws IOException {
    listsAndCallsEveryTool("handshake");
  }

  @Test
  void theClientOfTheNewestRevisionListsAndCallsEveryTool() throws IOException {
    listsAndCallsEveryTool("stateless");
  }

  @Test
  void theProgramOfThePageRuns() throws IOException, InterruptedException {
    String page = Files.readString(Path.of("..", "docs", "agents.md"));
    Matcher program = Pattern.compile("(?s)```js\n(.*?)```").matcher(page);
    assertThat(program.find()).isTrue();
    JsonNode list =
        OfficialClient.run(
            program
                .group(1)
                .replace("http://127.0.0.1:8080/mcp", address)
                .replace("'robin'", "'u1'"),
            key("reader"));
    assertThat(list.get("items")).hasSize(3);
  }

  private void listsAndCallsEveryTool(String kind) throws IOException {
    try (OfficialClient client = OfficialClient.start(kind, address, key("admin"))) {
      JsonNode greeting = client.next();
      assertThat(greeting.at("/server/name").asString()).as(greeting.toString()).isEqualTo("kuayu");
      assertThat(greeting.get("session").isNull()).isTrue();
      assertThat(client.list().get("tools").valueStream().map(tool -> tool.get("name").asString()))
          .containsExactlyElementsOf(Agent.TOOLS);
      for (String tool : Agent.TOOLS) {
        JsonNode result = client.call(tool, Agent.arguments(tool));
        assertThat(result.has("structuredContent")).as(tool + " " + result).isTrue();
        assertThat(result.get("isError").asBoolean()).isFalse();
      }
      assertThat(client.call("explain", "{}").get("isError").asBoolean()).isTrue();
      assertThat(client.call("delete_user", "{}").get("code").asInt()).isEqualTo(-32_602);
      followsConsent(client);
    }
    hidesOtherDomains(kind);
    try (OfficialClient stranger = OfficialClient.start(kind, address, "kuayu_guess")) {
      assertThat(stranger.next().has("failure")).isTrue();
    }
  }

  private void followsConsent(OfficialClient client) throws IOException {
    String asked = "{\"user\":\"u2\",\"domains\":[\"books\"],\"k\":5}";
    JsonNode before = client.call("recommend", asked).at("/structuredContent/items");
    Visitor.Answer decided =
        Visitor.at(server.port())
            .as(key("writer"))
            .put(
                "/api/v1/users/u2/consents",
                "{\"consents\":[{\"from\":\"games\",\"to\":\"books\","
                    + "\"purpose\":\"personalisation\",\"granted\":false}]}");
    assertThat(decided.status()).isEqualTo(200);
    assertThat(client.call("recommend", asked).at("/structuredContent/items")).isNotEqualTo(before);
    assertThat(
            client
                .call("get_consent", "{\"user\":\"u2\"}")
                .at("/structuredContent/consents/0/granted")
                .asBoolean(true))
        .isFalse();
  }

  private void hidesOtherDomains(String kind) throws IOException {
    try (OfficialClient reader = OfficialClient.start(kind, address, key("reader:books"))) {
      assertThat(reader.next().toString()).doesNotContain("games");
      assertThat(reader.list().toString()).contains("books").doesNotContain("games");
      for (String tool : Agent.TOOLS) {
        assertThat(reader.call(tool, Agent.arguments(tool)).toString()).doesNotContain("games");
      }
    }
  }

  private String key(String grant) {
    return keys.create(grant, Set.of(Grant.parse(grant)), Optional.empty()).secret();
  }
}

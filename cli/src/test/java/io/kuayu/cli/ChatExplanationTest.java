package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code recommend --explain} with a chat model. */
class ChatExplanationTest {
  private static final String GOOD =
      "{\"text\":\"You chose [1], so this may suit you.\",\"facts\":[\"f1\"]}";

  private static final String[] HISTORY = {"--history", "games:i7,books:i11"};

  @TempDir Path folder = Path.of(".");
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          ObjectNode response = JsonMapper.shared().createObjectNode().put("id", "c1");
          ObjectNode message =
              response.putArray("choices").addObject().put("index", 0).putObject("message");
          message.put("role", "assistant").put("content", GOOD);
          byte[] body = response.toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void isPrintedAndPartOfTheJsonOnlyWhereItIsConfigured() throws IOException {
    Shop shop = new Shop(folder).write(60, 20);
    Outcome text = recommend(shop, "--explain");
    assertThat(text.out()).containsPattern("You chose “Title of \\d+”, so this may suit you\\.");
    JsonNode list = JsonMapper.shared().readTree(recommend(shop, "--explain", "--json").out());
    assertThat(list.get(0).at("/summary/by").asString()).isEqualTo("chat");
    assertThat(list.get(2).has("summary")).isTrue();
    assertThat(list.get(3).has("summary")).isFalse();
    assertThat(requests).isNotEmpty().noneMatch(body -> body.contains("Title"));
    int before = requests.size();
    assertThat(recommend(shop, "--json").out()).doesNotContain("summary");
    Outcome off = shop.run("recommend", "--history", "games:i7,books:i11", "--explain", "--json");
    assertThat(off.out()).contains("reasons").doesNotContain("summary");
    assertThat(requests).hasSize(before);
  }

  @Test
  void configTellsItWithoutTheKey() throws IOException {
    Outcome config = new Shop(folder).write(20, 10).run("config", options());
    assertThat(config.out()).contains("explain.chat", "small", "(given)").doesNotContain("hush");
  }

  private Outcome recommend(Shop shop, String... more) {
    return shop.run(
        "recommend",
        options(Stream.concat(Stream.of(HISTORY), Stream.of(more)).toArray(String[]::new)));
  }

  private String[] options(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    String url = "http://127.0.0.1:" + servers.getFirst().getAddress().getPort() + "/v1";
    for (String setting :
        List.of("url=" + url, "model=small", "key=hush-hush", "timeout=60", "call-timeout=60")) {
      arguments.addAll(List.of("-s", "explain.chat." + setting));
    }
    return arguments.toArray(String[]::new);
  }
}

package io.kuayu.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kuayu.engine.explain.ChatClient;
import io.kuayu.engine.explain.ChatClientProvider;
import io.kuayu.engine.explain.ChatEndpoint;
import io.kuayu.engine.explain.ChatFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Calls over a real connection. */
class LangChainClientTest {
  private static final String ANSWER =
      """
      {"id":"c1","object":"chat.completion","created":1,"model":"small","choices":[{"index":0,
      "message":{"role":"assistant","content":"{\\"text\\":\\"您好\\"}"},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
      """;

  private final AtomicReference<ChatServer> self = new AtomicReference<>();

  @Test
  void asksInTheFormOfOpenAiAndGivesTheContent() {
    try (ChatServer server = new ChatServer(exchange -> ChatServer.send(exchange, 200, ANSWER));
        ChatClient client = client(server, Duration.ofSeconds(60))) {
      assertThat(client.answer("do this", "with that")).isEqualTo("{\"text\":\"您好\"}");
      assertThat(server.received()).hasSize(1);
      ChatServer.Received request = server.received().getFirst();
      assertThat(request.path()).isEqualTo("/v1/chat/completions");
      assertThat(request.authorization()).isEqualTo("Bearer secret");
      assertThat(request.body().replaceAll("\\s", ""))
          .contains("\"model\":\"small\"", "\"role\":\"system\"", "\"content\":\"dothis\"")
          .contains("\"role\":\"user\"", "\"withthat\"", "\"type\":\"json_object\"");
    }
  }

  @Test
  void aServerThatFailsIsAskedOnce() {
    for (int status : new int[] {400, 401, 404, 429, 500, 503}) {
      try (ChatServer server = new ChatServer(exchange -> ChatServer.send(exchange, status, "{}"));
          ChatClient client = client(server, Duration.ofSeconds(60))) {
        assertThat(failure(client).timedOut()).as(String.valueOf(status)).isFalse();
        assertThat(server.received()).hasSize(1);
      }
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (ChatServer other = new ChatServer(exchange -> ChatServer.send(exchange, 200, ANSWER));
        ChatServer server =
            new ChatServer(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", other.url() + "/chat/completions");
                  ChatServer.send(exchange, 307, "");
                });
        ChatClient client = client(server, Duration.ofSeconds(60))) {
      assertThat(failure(client).timedOut()).isFalse();
      assertThat(other.received()).isEmpty();
    }
  }

  @Test
  void whatIsNoAnswerIsAFailure() {
    for (String body : new String[] {"", "{", "[]", "{}", "{\"choices\":[]}", "<html>"}) {
      try (ChatServer server = new ChatServer(exchange -> ChatServer.send(exchange, 200, body));
          ChatClient client = client(server, Duration.ofSeconds(60))) {
        assertThat(failure(client)).as(body).isNotNull();
      }
    }
  }

  @Test
  void aResponseWithoutEndIsCutOff() {
    try (ChatServer server =
            new ChatServer(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                  for (int times = 0; times < 1_000_000; times++) {
                    exchange.getResponseBody().write(blanks);
                  }
                });
        ChatClient client = client(server, Duration.ofSeconds(60))) {
      assertThat(failure(client).timedOut()).isFalse();
    }
  }

  @Test
  void theTimeIsThatOfTheWholeCall() {
    ChatServer.Behaviour silent = exchange -> self.get().hold();
    ChatServer.Behaviour halfway =
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          self.get().hold();
        };
    for (ChatServer.Behaviour behaviour : new ChatServer.Behaviour[] {silent, halfway}) {
      try (ChatServer server = new ChatServer(behaviour);
          ChatClient client = client(server, Duration.ofMillis(200))) {
        self.set(server);
        assertThat(failure(client).timedOut()).isTrue();
      }
    }
  }

  @Test
  void nobodyThereIsAFailure() {
    ChatServer server = new ChatServer(exchange -> ChatServer.send(exchange, 200, ANSWER));
    URI nobody = server.url();
    server.close();
    try (ChatClient client = client(nobody, Duration.ofSeconds(60))) {
      assertThat(failure(client).timedOut()).isFalse();
    }
  }

  @Test
  void theKeyIsNotTold() {
    assertThat(new ChatEndpoint(URI.create("http://h/v1"), "m", "secret", Duration.ZERO).toString())
        .doesNotContain("secret");
  }

  private static ChatFailure failure(ChatClient client) {
    ChatFailure failure =
        catchThrowableOfType(ChatFailure.class, () -> client.answer("do this", "with that"));
    assertThat(failure).isNotNull();
    assertThat(failure.toString()).doesNotContain("secret");
    return failure;
  }

  private static ChatClient client(ChatServer server, Duration timeout) {
    return client(server.url(), timeout);
  }

  private static ChatClient client(URI url, Duration timeout) {
    return ChatClientProvider.installed().open(new ChatEndpoint(url, "small", "secret", timeout));
  }
}

package io.kuayu.server;

import com.sun.net.httpserver.HttpServer;
import io.kuayu.application.settings.ChatSettings;
import io.kuayu.engine.explain.ChatEndpoint;
import io.kuayu.engine.explain.ExplanationLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A chat model that always gives the same recorded answer, over HTTP as OpenAI defined it. */
final class RecordedChat implements AutoCloseable {
  private static final String ENVELOPE =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1764300000,"model":"small",
      "choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":211,"completion_tokens":38,"total_tokens":249}}
      """;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private RecordedChat(Optional<String> content) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          if (content.isEmpty()) {
            hold();
          }
          byte[] body = response(content.orElse("")).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Answers with that content. */
  static RecordedChat answering(String content) {
    return new RecordedChat(Optional.of(content));
  }

  /** Answers with a text that cites facts. */
  static RecordedChat telling(String text, String... facts) {
    return answering(
        JsonMapper.shared().writeValueAsString(Map.of("text", text, "facts", List.of(facts))));
  }

  /** Answers when it is closed. */
  static RecordedChat slow() {
    return new RecordedChat(Optional.empty());
  }

  private static String response(String content) {
    ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(ENVELOPE);
    ((ObjectNode) root.at("/choices/0/message")).put("content", content);
    return root.toString();
  }

  private void hold() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it was asked, whole bodies. */
  List<String> requests() {
    return requests;
  }

  ChatSettings settings(Optional<ExplanationLanguage> language, Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    return new ChatSettings(
        new ChatEndpoint(url, "small", "secret", Duration.ofSeconds(60)), language, timeout, 4, 3);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

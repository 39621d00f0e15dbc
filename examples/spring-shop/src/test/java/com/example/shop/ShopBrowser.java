package com.example.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in a headless Chromium, driven over its DevTools protocol. */
final class ShopBrowser implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  private ShopBrowser(Process process, URI browser) throws IOException, InterruptedException {
    this.process = process;
    URI pages = URI.create("http://" + browser.getHost() + ":" + browser.getPort() + "/json/new");
    HttpRequest request =
        HttpRequest.newBuilder(pages).PUT(HttpRequest.BodyPublishers.noBody()).build();
    String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    URI address = URI.create(JSON.readTree(page).path("webSocketDebuggerUrl").asString());
    socket = client.newWebSocketBuilder().buildAsync(address, this).join();
    Stream.of("Page.enable", "Runtime.enable", "Log.enable")
        .forEach(method -> call(method, Map.of()));
  }

  /** The program, empty where this machine has none. */
  static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder
   */
  static ShopBrowser start(Path program, Path profile) throws IOException, InterruptedException {
    // The pages are this project's own, and containers have no user namespaces for the sandbox.
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int address = line.indexOf("ws://");
      if (address >= 0) {
        var _ = Thread.ofVirtual().start(() -> drain(reader));
        return new ShopBrowser(process, URI.create(line.substring(address).strip()));
      }
    }
    throw new IOException(program + " ended before it listened");
  }

  /** A full pipe would stop the browser. */
  private static void drain(BufferedReader reader) {
    try {
      reader.lines().forEach(_ -> {});
    } catch (UncheckedIOException e) {
      // It ends when the browser does.
    }
  }

  /** Errors of the pages and of the console. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void open(String address) {
    call("Page.navigate", Map.of("url", address));
    await("location.href.startsWith('" + address + "') && document.readyState === 'complete'");
  }

  /** The value of an expression, as text. */
  String value(String expression) {
    JsonNode answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value").asString("");
  }

  void click(String selector) {
    await("document.querySelector('" + selector + "')");
    value("document.querySelector('" + selector + "').click()");
  }

  /** Waits until an expression is true. */
  void await(String condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!value("String(Boolean(" + condition + "))").equals("true")) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "never came true: " + condition + "\n" + value("document.body.innerText"));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    int number = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(number, answer);
    var request = Map.of("id", number, "method", method, "params", parameters);
    var _ = socket.sendText(JSON.writeValueAsString(request), true).join();
    JsonNode result = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result.path("error"));
    }
    return result.path("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      JsonNode whole = JSON.readTree(message.toString());
      message.setLength(0);
      CompletableFuture<JsonNode> caller = waiting.remove(whole.path("id").asInt(0));
      if (caller != null) {
        caller.complete(whole);
      }
      boolean isError =
          whole.path("params").path("entry").path("level").asString("").equals("error");
      if (isError || whole.path("method").asString("").equals("Runtime.exceptionThrown")) {
        complaints.add(whole.path("params").toString());
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    var _ = process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}

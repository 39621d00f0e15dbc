package io.kuayu.test.browser;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page in a headless Chromium, driven over its DevTools protocol. Every method fails with an
 * {@link AssertionError} or a {@link java.util.concurrent.CompletionException} where the browser
 * does not do what was asked within a minute.
 */
public final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE_SECONDS = 60;

  /** What Chromium answers to a call when the page is left for another one. */
  private static final Set<String> LEFT =
      Set.of(
          "Inspected target navigated or closed",
          "Execution context was destroyed.",
          "Cannot find default execution context");

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private Browser(Process process, URI browser) {
    this.process = process;
    socket = client.newWebSocketBuilder().buildAsync(page(client, browser), new Listener()).join();
    Stream.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
        .forEach(method -> call(method, Map.of()));
  }

  /** The program, empty where this machine has none. */
  public static Optional<Path> program() {
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
  public static Browser start(Path program, Path profile) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    // The pages are this project's own, and containers have no user namespaces for the sandbox.
    command.addAll(List.of("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"));
    command.addAll(List.of("--disable-dev-shm-usage", "--remote-debugging-port=0"));
    command.addAll(List.of("--user-data-dir=" + profile, "about:blank"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int address = line.indexOf("ws://");
      if (address >= 0) {
        var _ = Thread.ofVirtual().start(() -> drain(reader));
        return new Browser(process, URI.create(line.substring(address).strip()));
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

  private static URI page(HttpClient client, URI browser) {
    URI address = URI.create("http://" + browser.getHost() + ":" + browser.getPort() + "/json/new");
    HttpRequest request =
        HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.noBody()).build();
    try {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return URI.create(JSON.readTree(answer).path("webSocketDebuggerUrl").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Errors of the page and of its console, violations of the policy among them. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The addresses that were asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Sets the size of the window in CSS pixels. */
  public void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What {@code navigator.language} tells from the next page on. */
  public void language(String language) {
    call(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Kuayu test", "acceptLanguage", language));
  }

  /** Opens a page and waits until it has loaded. */
  public void open(String address) {
    call("Page.navigate", Map.of("url", address));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** Presses and lets go a key, such as {@code Tab}. */
  public void press(String key, int code) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /**
   * Returns the value of an expression, as text.
   *
   * @param expression without side effects: it is read again where the page changes meanwhile
   */
  public String value(String expression) {
    Optional<String> value = evaluate(expression);
    while (value.isEmpty()) {
      value = evaluate(expression);
    }
    return value.get();
  }

  /** Clicks the first element that fits, once there is one. */
  public void click(String selector) {
    await("document.querySelector(\"" + selector + "\")");
    // A click on a link may take the page away before it is answered; then it was done.
    var _ = evaluate("document.querySelector(\"" + selector + "\").click()");
  }

  /** Types into a field, as far as its listeners can tell. */
  public void fill(String selector, String text) {
    value(
        "(() => { const field = document.querySelector(\"%s\"); field.value = %s;"
                .formatted(selector, JSON.writeValueAsString(text))
            + " field.dispatchEvent(new Event('input', { bubbles: true })); })()");
  }

  /** Waits until an expression is true. One that throws, as on a page half loaded, is not true. */
  public void await(String condition) {
    String safe = "(() => { try { return String(Boolean(" + condition + ")); } catch { } })()";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!value(safe).equals("true")) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "never came true: " + condition + "\n" + value("document.body.innerText"));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(40);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Writes what the window shows, as PNG. */
  public void picture(Path file) throws IOException {
    JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asString()));
  }

  /** Returns the value as text; empty where the page was left before it answered. */
  private Optional<String> evaluate(String expression) {
    Map<String, Object> parameters = Map.of("expression", expression, "returnByValue", true);
    JsonNode answer = ask("Runtime.evaluate", parameters);
    if (LEFT.contains(answer.path("error").path("message").asString(""))) {
      return Optional.empty();
    }
    JsonNode result = result("Runtime.evaluate", answer);
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return Optional.of(result.path("result").path("value").asString(""));
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return result(method, ask(method, parameters));
  }

  private static JsonNode result(String method, JsonNode answer) {
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  private JsonNode ask(String method, Map<String, ?> parameters) {
    int number = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(number, answer);
    var message = Map.of("id", number, "method", method, "params", parameters);
    var _ = socket.sendText(JSON.writeValueAsString(message), true).join();
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    var _ = process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        take(message);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void take(JsonNode message) {
      CompletableFuture<JsonNode> caller = waiting.remove(message.path("id").asInt(0));
      if (caller != null) {
        caller.complete(message);
      }
      JsonNode parameters = message.path("params");
      switch (message.path("method").asString("")) {
        case "Network.requestWillBeSent" ->
            requests.add(parameters.path("request").path("url").asString());
        case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
        case "Log.entryAdded" -> {
          if (parameters.path("entry").path("level").asString("").equals("error")) {
            complaints.add(parameters.toString());
          }
        }
        case "Runtime.consoleAPICalled" -> {
          if (List.of("error", "assert").contains(parameters.path("type").asString(""))) {
            complaints.add(parameters.toString());
          }
        }
        default -> {}
      }
    }
  }
}

package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.test.browser.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop over HTTP and in a browser, in a process that has only what a shop needs. */
class SpringShopTest {
  private static final String LIST = "/api/customers/robin/recommendations?domain=books&k=5";

  /** Libraries of training and of Kuayu's server, and modules that bring them. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "djl|pytorch|onnx|duckdb|sqlite|helidon|picocli"
              + "|^(kuayu-)?(training|text-encoders|corpus|storage|application|server|cli)(-\\d|$)");

  @TempDir private static Path data;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path profile;

  private static Path models = Path.of("");
  private static @Nullable RunningShop running;

  @BeforeAll
  static void open() throws Exception {
    models = RunningShop.train(data);
    running = RunningShop.start(data, models);
  }

  @AfterAll
  static void close() {
    if (running != null) {
      running.close();
    }
  }

  private static RunningShop shop() {
    return Objects.requireNonNull(running);
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> response = shop().get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void runsWithoutTrainingStorageOrTheServer() throws Exception {
    List<String> names =
        Stream.of(RunningShop.classPath().split(":"))
            .map(entry -> entry.replaceFirst("/target/classes$", "").replaceFirst("^.*/", ""))
            .toList();
    assertThat(names)
        .anyMatch(name -> name.startsWith("spring-boot-"))
        .noneMatch(name -> FOREIGN.matcher(name).find());
    assertThat(shop().log()).noneMatch(line -> line.contains("ERROR"));
  }

  @Test
  void aListHasReasonsAndMovesWithWhatTheCustomerDoes() throws Exception {
    JsonNode before = json(LIST);
    assertThat(before.path("offers")).hasSize(5);
    assertThat(before.path("model").asString()).startsWith(RunningShop.FAMILY + "/");
    assertThat(before.path("offers").get(0).path("because").get(0).asString())
        .startsWith("Because you");
    String newcomer = "/api/customers/newcomer/recommendations?domain=clothing&k=5";
    JsonNode cold = json(newcomer);
    String item = before.path("offers").get(0).path("item").path("id").asString();
    String event = "{\"item\":\"books:" + item + "\",\"type\":\"purchase\"}";
    assertThat(shop().post("/api/customers/newcomer/events", event)).isEqualTo(204);
    assertThat(json(newcomer).path("offers")).isNotEqualTo(cold.path("offers"));
  }

  @Test
  void similarItemsAndWhatTheEngineRefuses() throws Exception {
    String item = json(LIST).path("offers").get(0).path("item").path("id").asString();
    JsonNode similar = json("/api/items/books/" + item + "/similar?k=3");
    assertThat(similar.path("offers")).hasSize(3);
    assertThat(similar.path("offers").toString()).doesNotContain("\"" + item + "\"");
    HttpResponse<String> unknown = shop().get("/api/items/books/none/similar");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("item.unknown", "remedy");
  }

  @Test
  void healthAndMetersAreThoseOfTheApplication() throws Exception {
    var _ = json(LIST);
    JsonNode health = json("/actuator/health/kuayu");
    assertThat(health.path("status").asString()).isEqualTo("UP");
    assertThat(health.path("details").path("family").asString()).isEqualTo(RunningShop.FAMILY);
    JsonNode requests = json("/actuator/metrics/kuayu.requests?tag=operation:answer");
    assertThat(requests.path("measurements").get(0).path("value").asDouble()).isPositive();
  }

  @Test
  void newVersionsTakeOverUnderLoadWithoutAFailedRequest() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    List<String> written = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Model model = Bundle.open(models, RunningShop.FAMILY).load()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        all.add(
            callers.submit(
                () -> {
                  int count = 0;
                  for (; !done.get(); count++) {
                    seen.add(json(LIST).path("model").asString());
                  }
                  return count;
                }));
      }
      try {
        for (int version = 0; version < 3; version++) {
          written.add(write(model));
          await(seen, RunningShop.FAMILY + "/" + written.getLast(), all);
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> caller : all) {
        assertThat(caller.get()).isPositive();
      }
    }
    assertThat(json("/actuator/health/kuayu").path("details").path("version").asString())
        .isEqualTo(written.getLast());
  }

  private static String write(Model model) {
    Provenance provenance = new Provenance("f", "s", 1, Map.of(), Map.of(), Map.of(), 0);
    return String.valueOf(
        Bundle.write(models, RunningShop.FAMILY, model, provenance).getFileName());
  }

  /** Waits until a version has answered, or a caller has failed. */
  private static void await(Set<String> seen, String version, List<Future<Integer>> callers)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!seen.contains(version)) {
      for (Future<Integer> caller : callers) {
        assertThat(caller.state()).isEqualTo(Future.State.RUNNING);
      }
      assertThat(System.nanoTime()).as("%s never answered, only %s", version, seen).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void thePagesWorkInABrowser() throws Exception {
    assumeTrue(Browser.program().isPresent(), "no Chromium: apt-get install chromium");
    Path program = Browser.program().orElseThrow();
    try (Browser browser = Browser.start(program, Files.createDirectory(profile.resolve("p")))) {
      browser.size(1400, 900);
      browser.open(shop().address("/"));
      browser.await("document.querySelectorAll('.shelf').length === 3");
      browser.await("document.querySelectorAll('.shelf li a').length === 15");
      browser.await("document.querySelector('.because').textContent.startsWith('Because you')");
      String robin = browser.value("document.querySelector('.shelf a').textContent");
      browser.value("document.querySelector('#customer').value = 'p0001'");
      browser.click("button");
      browser.await("location.search === '?customer=p0001'");
      browser.await("document.querySelectorAll('#history li').length > 0");
      browser.await("document.querySelector('.shelf a').textContent !== " + quoted(robin));
      String title = browser.value("document.querySelector('.shelf a').textContent");
      browser.click(".shelf a");
      browser.await("document.querySelector('#back')");
      assertThat(browser.value("document.querySelector('h1').textContent")).isEqualTo(title);
      browser.await("document.querySelectorAll('.shelf li').length === 5");
      browser.size(400, 900);
      browser.click("#back");
      browser.await("document.querySelectorAll('.shelf').length === 3");
      browser.await("document.documentElement.scrollWidth <= 400");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}

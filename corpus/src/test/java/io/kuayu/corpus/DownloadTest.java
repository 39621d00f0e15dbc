package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files at addresses: refused, or fetched once where that is allowed. */
final class DownloadTest {
  private static final String EVENTS = "user,item,time\nann,x,1400000000\n";

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void addressesAreRefusedUnlessTheNetworkIsAllowed() {
    for (String address : List.of(address("/e.csv"), "https://example.org/e.csv")) {
      expectProblem(events(address), "'allow-network: true' beside 'path'");
    }
    for (String address : List.of("s3://bucket/e.csv", "gs://b/e", "file:///etc/passwd")) {
      expectProblem(allowed(address), "download it first");
    }
    expectProblem(allowed("jdbc:postgresql://h/d"), "'source: jdbc'");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aFileIsFetchedOnceAndItsHashKept() throws IOException {
    Configuration configuration = allowed(address("/moved?token=secret"));
    Corpus corpus = configuration.corpus();
    assertThat(corpus.interactions().events()).isEqualTo(1);
    assertThat(corpus.manifest().inputs().getFirst().fingerprint())
        .isEqualTo(DigestUtils.sha256Hex(EVENTS));
    assertThat(folder.resolve("work/corpus/manifest.json")).content().doesNotContain("secret");
    int first = asked.get();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    var _ = configuration.prepare();
    assertThat(asked).hasValue(first);
  }

  @Test
  void copiesAreKeptInTheWorkFolderOfTheConfiguration() throws IOException {
    Configuration configuration = allowed(address("/e.csv")).with("workdir", "elsewhere");
    assertThat(configuration.corpus().interactions().events()).isEqualTo(1);
    assertThat(folder.resolve("work/downloads")).doesNotExist();
    try (Stream<Path> kept = Files.list(folder.resolve("elsewhere/downloads"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void whatCannotBeFetchedLeavesNothingBehind() throws IOException {
    expectFailure("/missing.csv", "HTTP 404");
    expectFailure("/to-file", "another kind of address, file:");
    expectFailure("/to-https", "another kind of address, https:");
    expectFailure("/round", "more than 5 times");
    expectFailure("/large.csv", "larger than 1 MB");
    try (Stream<Path> left = Files.list(folder.resolve("work/downloads"))) {
      assertThat(left).isEmpty();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/e.csv" -> send(exchange, EVENTS.getBytes(StandardCharsets.UTF_8));
        case "/large.csv" -> send(exchange, new byte[3 << 20]);
        case "/moved" -> redirect(exchange, "/e.csv");
        case "/round" -> redirect(exchange, "/round");
        case "/to-file" -> redirect(exchange, "file:///etc/passwd");
        case "/to-https" -> redirect(exchange, "https://127.0.0.1/e.csv");
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    try {
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      // The client went away, as it should where the file is too large.
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  private void expectFailure(String path, String message) {
    assertThatThrownBy(
            allowed(address(path)).with("domains.shop.events.max-download-mb", "1")::prepare)
        .as(path)
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE))
        .hasMessageContaining(message);
  }

  private static void expectProblem(Configuration configuration, String remedy) {
    assertThatThrownBy(configuration::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("domains.shop.events.path")
        .hasMessageContaining(remedy);
  }

  private Configuration allowed(String address) {
    return events(address).with("domains.shop.events.allow-network", "true");
  }

  private Configuration events(String address) {
    return new Configuration(folder).with("domains.shop.events.path", address);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}

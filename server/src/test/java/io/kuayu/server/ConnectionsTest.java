package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.application.settings.ConnectionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are slow, idle, too many or hostile cost others nothing. */
class ConnectionsTest {
  private static final int MAX = 50;
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int PATIENCE_MILLISECONDS = 10_000;
  private static final String HOST = "Host: localhost\r\n";
  private static final String POST =
      "POST /api/v1/events HTTP/1.1\r\nContent-Type: application/json\r\n" + HOST;
  private static final String EVENT = Visitor.json("user", "n", "domain", "books", "item", "i1");

  @TempDir static Path folder = Path.of(".");

  private static SmallShop shop;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void prepare() {
    shop = new SmallShop(folder).train();
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void slowHeadersAreCutOff() throws IOException {
    try (KuayuServer server = serve(MAX, SHORT, LONG, LONG, LONG)) {
      Socket silent = open(server, "");
      Socket slow = open(server, "GET /health/live HTTP/1.1\r\nHost: loc");
      // Bytes that come in time do not prolong the time of the whole.
      Socket dripping = open(server, "GET /health/live HTTP/1.1\r\n");
      Thread drip = Thread.startVirtualThread(() -> drip(dripping));
      for (Socket socket : List.of(silent, slow, dripping)) {
        assertThat(rest(socket)).isEmpty();
      }
      drip.interrupt();
    }
  }

  private static void drip(Socket socket) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        socket.getOutputStream().write("X-A: b\r\n".getBytes(StandardCharsets.US_ASCII));
        Thread.sleep(SHORT.dividedBy(4));
      }
    } catch (IOException | InterruptedException e) {
      // The server has closed the connection.
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSlowBodyIsCutOffAndAnIdleConnectionIsClosed() throws IOException {
    try (KuayuServer server = serve(MAX, LONG, SHORT, SHORT, LONG)) {
      Socket slow = open(server, POST + "Content-Length: 1000\r\n\r\n{\"user\":");
      Socket idle = open(server, "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(rest(slow)).doesNotStartWith("HTTP/1.1 2");
      assertThat(rest(idle)).startsWith("HTTP/1.1 200").endsWith("}");
    }
  }

  @Test
  void whenAllPlacesAreTakenTheLongestWaitingGivesWay() throws IOException {
    try (KuayuServer server = serve(MAX, LONG, LONG, LONG, LONG)) {
      for (int connection = 0; connection < 3 * MAX; connection++) {
        open(server, "GET /health/live HTTP/1.1\r\nX-Slow: ");
      }
      assertThat(Visitor.at(server.port()).get("/api/v1/domains").status()).isEqualTo(200);
      assertThat(rest(sockets.getFirst())).isEmpty();
      assertThat(gauge(server)).isLessThanOrEqualTo(MAX);
    }
  }

  private static double gauge(KuayuServer server) {
    return Visitor.at(server.port())
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("kuayu_connections "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theEndOfABodyIsToldInOneWay() throws IOException {
    try (KuayuServer server = serve(MAX, LONG, LONG, LONG, LONG)) {
      String smuggled = "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n";
      for (String headers :
          List.of(
              "Transfer-Encoding: gzip\r\n",
              "Transfer-Encoding: xchunked\r\n",
              "Transfer-Encoding: identity\r\n",
              "Transfer-Encoding: gzip, chunked\r\n",
              "Transfer-Encoding: chunked, chunked\r\n",
              "Transfer-Encoding: Chunked\r\n",
              "Transfer-Encoding:\r\n",
              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
              "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
              "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
              "Content-Length: 2\r\nTransfer-Encoding: gzip\r\n",
              "Content-Length: 2, 2\r\n",
              "Content-Length: +2\r\n")) {
        refused(server, POST + headers + "\r\n" + smuggled, headers);
      }
      String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n";
      for (String body :
          List.of(
              "xyz\r\n{}\r\n0\r\n\r\n",
              "-1\r\n{}\r\n0\r\n\r\n",
              "ffffffffffffffff\r\n{}\r\n",
              "2\r\n{}\r\n0\r\nX: y\r\n\r\n")) {
        refused(server, chunked + body + smuggled, body);
      }
      Socket good = open(server, POST + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      send(good, Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n0\r\n\r\n");
      assertThat(rest(good)).startsWith("HTTP/1.1 201");
    }
  }

  private void refused(KuayuServer server, String request, String what) throws IOException {
    long begin = System.nanoTime();
    String answer = rest(open(server, request));
    assertThat(answer).as(what).startsWith("HTTP/1.1 400").contains("bad-request");
    assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer to " + what).hasSize(2);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(LONG.dividedBy(10));
  }

  @Test
  void aChunkOfTwoGigabytesIsNotKept() throws IOException {
    try (KuayuServer server = serve(MAX, LONG, LONG, LONG, LONG)) {
      String answer =
          new RawRequest(server.port())
              .answer(POST + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n", 20, "", "");
      assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("still open");
    }
  }

  @Test
  void whatHasBegunIsAnsweredWhenTheServerEnds() throws Exception {
    KuayuServer server = serve(MAX, LONG, LONG, LONG, LONG);
    Socket idle = open(server, "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n");
    Socket begun =
        open(server, POST + "Content-Length: " + EVENT.length() + "\r\n\r\n" + EVENT.charAt(0));
    awaitPlace(server);
    Thread end = Thread.startVirtualThread(server::close);
    assertThat(rest(idle)).startsWith("HTTP/1.1 200");
    // Idle connections are closed, so the server is ending.
    try (Socket late = new Socket()) {
      late.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      late.setSoTimeout(PATIENCE_MILLISECONDS);
      send(late, "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(rest(late)).isEmpty();
    } catch (IOException refused) {
      assertThat(refused).hasMessageNotContaining("timed out");
    }
    send(begun, EVENT.substring(1));
    assertThat(rest(begun)).startsWith("HTTP/1.1 201");
    assertThat(end.join(LONG.dividedBy(2))).as("it does not wait for its whole time").isTrue();
    try (KuayuServer again = shop.serve()) {
      assertThat(Visitor.at(again.port()).get("/api/v1/users/n").status()).isEqualTo(200);
    }
  }

  @Test
  void whatDoesNotEndInTimeIsCutOff() throws Exception {
    KuayuServer server = serve(MAX, LONG, LONG, LONG, SHORT);
    Socket begun = open(server, POST + "Content-Length: 1000\r\n\r\n{");
    awaitPlace(server);
    Thread end = Thread.startVirtualThread(server::close);
    assertThat(end.join(LONG.dividedBy(2))).isTrue();
    assertThat(rest(begun)).doesNotStartWith("HTTP/1.1 2");
  }

  /** Until the server has read the headers of a request. */
  private static void awaitPlace(KuayuServer server) throws InterruptedException {
    Visitor visitor = Visitor.at(server.port());
    while (!visitor.get("/metrics").text().contains("kuayu_requests_running 2")) {
      Thread.sleep(5);
    }
  }

  private KuayuServer serve(
      int max, Duration header, Duration body, Duration idle, Duration drain) {
    return shop.serve(shop.settings().with(new ConnectionSettings(max, header, body, idle, drain)));
  }

  private Socket open(KuayuServer server, String first) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.setSoTimeout(PATIENCE_MILLISECONDS);
    send(socket, first);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** What comes until the server closes the connection; fails if it does not. */
  private static String rest(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8_192];
    try {
      for (int read = socket.getInputStream().read(buffer);
          read >= 0;
          read = socket.getInputStream().read(buffer)) {
        text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("still open after: " + text, e);
    } catch (IOException reset) {
      // Closed while bytes were on their way.
      return text.toString();
    }
    return text.toString();
  }
}

package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What hostile callers send, on threads of their own until it is closed. */
final class Attacks implements AutoCloseable {
  private static final int SLOW_CONNECTIONS = 500;
  private static final int LARGE_BODIES = 4;
  private static final int LARGE_BYTES = 15 << 20;
  private static final int LINE_BYTES = 1_000_000;
  private static final int HEAVY_READERS = 6;
  private static final int HEAVY_HISTORY = 10_000;
  private static final int BREAKERS = 4;
  private static final int TIMEOUT_MILLISECONDS = 5_000;
  private static final String LINES = "application/x-ndjson";
  private static final List<String> BROKEN =
      List.of(
          "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: gzip\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final AtomicLong longestMillis = new AtomicLong();
  private volatile boolean isOver;

  private void repeat(Runnable attack) {
    threads.execute(
        () -> {
          while (!isOver) {
            attack.run();
            sent.incrementAndGet();
          }
        });
  }

  /**
   * Connections whose headers never end; those that are closed come again. Returns when all are
   * open.
   */
  void slowHeaders(URI server) {
    for (int connection = 0; connection < SLOW_CONNECTIONS; connection++) {
      repeat(() -> drip(server));
    }
    while (open.get() < SLOW_CONNECTIONS) {
      pause();
    }
  }

  private void drip(URI server) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      write(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n");
      open.incrementAndGet();
      while (!isOver) {
        Thread.sleep(500);
        write(socket, "X-A: b\r\n");
      }
    } catch (IOException | InterruptedException e) {
      // The server has closed it: the next one.
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bodies of a great many small JSON values, as one value and as lines. */
  void hostileJson(List<NormalCaller> callers) {
    String nested = "[" + "{},".repeat(LARGE_BYTES / 3) + "1]";
    byte[] whole = nested.getBytes(StandardCharsets.US_ASCII);
    String line = "{\"user\":[" + "[],".repeat(LINE_BYTES / 3) + "1]}\n";
    byte[] lines = line.repeat(LARGE_BYTES / line.length()).getBytes(StandardCharsets.US_ASCII);
    for (int body = 0; body < LARGE_BODIES; body++) {
      NormalCaller caller = callers.get(body);
      boolean isWhole = body % 2 == 0;
      repeat(
          () -> {
            if (isWhole) {
              var _ = caller.send("POST", "/api/v1/recommendations", LINES, whole);
            } else {
              var _ = caller.send("POST", "/api/v1/events", LINES, lines);
            }
          });
    }
  }

  /** The costliest requests that the limits allow. */
  void heavyReaders(Catalogue catalogue, List<NormalCaller> callers) {
    StringBuilder events = new StringBuilder();
    for (int event = 0; event < HEAVY_HISTORY; event++) {
      ItemKey item = catalogue.key((int) ((long) event * 7_919 % catalogue.size()));
      events.append(event == 0 ? "" : ",");
      events.append(
          "{\"domain\":\"%s\",\"item\":\"%s\",\"timestamp\":%d}"
              .formatted(item.domain(), item.id(), 1_400_000_000L + event));
    }
    String question =
        "{\"k\":1000,\"explain\":true,\"diversity\":0.5,\"seen\":\"include\",\"budget\":60000,"
            + "\"history\":["
            + events
            + "]}";
    byte[] body = question.getBytes(StandardCharsets.UTF_8);
    for (int reader = 0; reader < HEAVY_READERS; reader++) {
      NormalCaller caller = callers.get(reader);
      repeat(
          () -> {
            String type = "application/json";
            if (caller.send("POST", "/api/v1/recommendations", type, body).status() != 200) {
              pause();
            }
          });
    }
  }

  /** Bodies whose end is told wrongly: each is answered by 400 alone, and the connection closed. */
  void brokenChunking(URI server) {
    for (int breaker = 0; breaker < BREAKERS; breaker++) {
      repeat(() -> BROKEN.forEach(broken -> refused(server, broken)));
    }
  }

  private void refused(URI server, String broken) {
    long begin = System.nanoTime();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLISECONDS);
      write(socket, "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + broken);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      boolean isRight =
          List.of("400", "401", "429").stream()
                  .anyMatch(status -> answer.startsWith("HTTP/1.1 " + status))
              && answer.split("HTTP/1.1 ", -1).length == 2;
      wrong.addAndGet(isRight ? 0 : 1);
    } catch (IOException e) {
      wrong.incrementAndGet();
    }
    longestMillis.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** What was answered otherwise than it must be. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (wrong.get() > 0) {
      problems.add(wrong + " broken requests were not refused as they must be");
    }
    if (longestMillis.get() > TIMEOUT_MILLISECONDS / 2) {
      problems.add("a broken request was open for " + longestMillis + " ms");
    }
    return problems;
  }

  int sent() {
    return sent.get();
  }

  @Override
  public void close() {
    isOver = true;
    threads.shutdownNow();
    threads.close();
  }
}

package io.kuayu.benchmarks;

import io.kuayu.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A mixed load for some minutes: {@code SoakBenchmark KUAYU.YAML MODEL [MINUTES] [RATE]
 * [SERVE-OPTION…]}. After a third of the time the model is swapped, after two thirds the server is
 * killed by {@code kill -9} and started again. Prints errors, memory after a full collection every
 * half minute, and whether anything that was acknowledged is lost. Exit code 1 where something is.
 */
public final class SoakBenchmark {
  private static final long PAUSE_MILLISECONDS = 30_000;
  private static final int WARM_UP = 2_000;

  private SoakBenchmark() {}

  /** Prints what happened, as it happens. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path configuration = Path.of(arguments[0]).toAbsolutePath();
    String model = arguments[1];
    double minutes = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 10;
    double rate = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 100;
    List<String> options = new ArrayList<>(List.of("--model", model));
    if (arguments.length > 4) {
      options.addAll(List.of(arguments).subList(4, arguments.length));
    }
    ServedModel server = ServedModel.start(configuration, options);
    try (ExecutorService load = Executors.newSingleThreadExecutor()) {
      Corpus corpus = Corpus.open(configuration.resolveSibling("work"));
      List<String> questions = Questions.of(corpus, false);
      SoakLoad soak = new SoakLoad(corpus.catalogue(), questions, server.address());
      OpenLoop.saturated(4, WARM_UP, soak::send);
      Instant begin = Instant.now();
      Duration whole = Duration.ofMillis((long) (minutes * 60_000));
      Future<OpenLoop.Result> running =
          load.submit(
              () -> OpenLoop.run(rate, minutes * 60, number -> soak.send(WARM_UP + number)));
      boolean swapped = false;
      boolean killed = false;
      while (!running.isDone()) {
        Duration passed = Duration.between(begin, Instant.now());
        memory(passed, server);
        if (!swapped && passed.multipliedBy(3).compareTo(whole) >= 0) {
          swapped = true;
          swap(soak, model, passed);
        }
        if (!killed && passed.multipliedBy(3).compareTo(whole.multipliedBy(2)) >= 0) {
          killed = true;
          soak.killed();
          server.kill();
          server = ServedModel.start(configuration, options);
          soak.up(server.address());
          System.out.printf(
              Locale.ROOT,
              "%d s: killed and started again, ready after %.1f s%n",
              passed.toSeconds(),
              server.secondsToReady());
        }
        Thread.sleep(PAUSE_MILLISECONDS);
      }
      OpenLoop.Result result = running.get();
      memory(whole, server);
      System.out.printf(
          Locale.ROOT,
          "%.0f requests/s for %.1f minutes: p50 %.1f ms, p99 %.1f ms from when each was due; %d of %d failed%n",
          rate,
          minutes,
          result.percentile(.5),
          result.percentile(.99),
          result.failed(),
          result.millis().length);
      soak.told();
      List<String> lost = soak.lost();
      System.out.println("lost: " + (lost.isEmpty() ? "nothing" : lost.size() + ": " + lost));
      ServedModel.command(List.of("audit", "verify", "-c", configuration.toString()));
      if (!lost.isEmpty() || result.failed() > 0) {
        // The end of this process would leave the server behind.
        server.close();
        System.exit(1);
      }
    } finally {
      server.close();
    }
  }

  private static void memory(Duration passed, ServedModel server)
      throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%d s: %d MB of heap after a collection, %d MB resident%n",
        passed.toSeconds(),
        server.heapMegabytesAfterCollection(),
        server.residentMegabytes());
  }

  private static void swap(SoakLoad soak, String model, Duration passed) throws IOException {
    long begin = System.nanoTime();
    int status =
        Exchange.post("swap", "/api/v1/models/" + model + "/activate", "{}")
            .with(soak.server())
            .statusCode();
    System.out.printf(
        Locale.ROOT,
        "%d s: the model was loaded anew and put in place in %.1f s, status %d%n",
        passed.toSeconds(),
        (System.nanoTime() - begin) / 1e9,
        status);
  }
}

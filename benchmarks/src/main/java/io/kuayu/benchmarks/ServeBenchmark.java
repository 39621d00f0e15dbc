package io.kuayu.benchmarks;

import io.kuayu.corpus.Corpus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The server under load over HTTP on this machine, load generator included: {@code ServeBenchmark
 * KUAYU.YAML [SERVE-OPTION…]}. Starts {@code kuayu serve}, asks about real histories (up to 50
 * events, 10 items of all domains, diversity .3), and prints the latency without reasons at 200
 * requests a second just after the start and when it is warm, with reasons at 50, and the highest
 * throughput.
 */
public final class ServeBenchmark {
  private static final String PATH = "/api/v1/recommendations";
  private static final double PLAIN_RATE = 200;
  private static final double EXPLAINED_RATE = 50;
  private static final double PLAIN_LIMIT = 20;
  private static final double STEP = 1.25;
  private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "15"));
  private static final int WARM_UP = 3_000;
  private static final int CALLERS = 8;

  private ServeBenchmark() {}

  /** Prints a line for each load. */
  public static void main(String[] arguments) throws IOException {
    Path configuration = Path.of(arguments[0]).toAbsolutePath();
    List<String> options = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    try (ServedModel server = ServedModel.start(configuration, options)) {
      // Opened after the start, which prepares what is missing.
      Corpus corpus = Corpus.open(configuration.resolveSibling("work"));
      List<String> plain = Questions.of(corpus, false);
      List<String> explained = Questions.of(corpus, true);
      System.out.printf(
          Locale.ROOT,
          "%d items; ready after %.1f s, %d MB%n",
          corpus.catalogue().size(),
          server.secondsToReady(),
          server.residentMegabytes());
      URI address = server.address();
      // The one who asks must be quick from the start: what is measured is the server.
      OpenLoop.saturated(
          CALLERS, WARM_UP, _ -> succeeds(address, Exchange.get("live", "/health/live")));
      double before = server.processorSeconds();
      told(
          "reasons off, 200 requests/s, first seconds",
          OpenLoop.run(PLAIN_RATE, SECONDS, number -> asked(address, plain, number)));
      System.out.printf(
          Locale.ROOT,
          "processor time of the server: %.1f s until then, %.1f s in these seconds%n",
          before,
          server.processorSeconds() - before);
      OpenLoop.saturated(CALLERS, WARM_UP, number -> asked(address, plain, number));
      OpenLoop.saturated(CALLERS, WARM_UP / 10, number -> asked(address, explained, number));
      told(
          "reasons off, 200 requests/s",
          OpenLoop.run(PLAIN_RATE, SECONDS, number -> asked(address, plain, number)));
      told(
          "reasons on, 50 requests/s",
          OpenLoop.run(EXPLAINED_RATE, SECONDS, number -> asked(address, explained, number)));
      OpenLoop.Result saturated =
          OpenLoop.saturated(CALLERS, WARM_UP, number -> asked(address, plain, number));
      told("reasons off, 8 callers who ask again at once", saturated);
      highest(address, plain);
      System.out.printf(
          Locale.ROOT,
          "the server's memory: %d MB now, %d MB at its highest%n",
          server.residentMegabytes(),
          server.peakMegabytes());
    }
  }

  /** Raises the rate as long as the latency stays within its limit. */
  private static void highest(URI address, List<String> plain) {
    double rate = PLAIN_RATE;
    while (true) {
      OpenLoop.Result result =
          OpenLoop.run(rate, SECONDS / 3, number -> asked(address, plain, number));
      told(String.format(Locale.ROOT, "reasons off, %.0f requests/s", rate), result);
      if (result.percentile(.99) > PLAIN_LIMIT || result.failed() > 0) {
        return;
      }
      rate *= STEP;
    }
  }

  private static boolean asked(URI address, List<String> bodies, int number) {
    return succeeds(address, Exchange.post("ask", PATH, bodies.get(number % bodies.size())));
  }

  private static boolean succeeds(URI address, Exchange exchange) {
    try {
      return exchange.with(address).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static void told(String load, OpenLoop.Result result) {
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms; %.0f answers/s, %d of %d failed%n",
        load,
        result.percentile(.5),
        result.percentile(.99),
        result.percentile(1),
        result.perSecond(),
        result.failed(),
        result.millis().length);
  }
}

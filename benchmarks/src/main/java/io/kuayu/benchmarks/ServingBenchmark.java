package io.kuayu.benchmarks;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.Engine;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long the engine's full path takes for real histories: {@code ServingBenchmark WORKDIR FAMILY
 * RATE SECONDS [explain]}. Requests come at a fixed rate, whether or not earlier ones are done, and
 * each is timed from when it was due; diversity is on, all domains are asked.
 */
public final class ServingBenchmark {
  private static final int LONGEST = 50;

  private ServingBenchmark() {}

  /** Prints percentiles to stdout. */
  public static void main(String[] arguments) throws Exception {
    Path workdir = Path.of(arguments[0]);
    double rate = Double.parseDouble(arguments[2]);
    int count = (int) (rate * Double.parseDouble(arguments[3]));
    boolean explain = arguments.length > 4;
    Corpus corpus = Corpus.open(workdir);
    try (Model model = Bundle.open(workdir.resolve("models"), arguments[1]).load()) {
      Engine engine = Engine.of(model);
      List<Request> requests = requests(corpus, explain);
      for (int index = 0; index < 1_000; index++) {
        engine.answer(requests.get(index % requests.size()));
      }
      alone(engine, requests);
      double[] millis = atRate(engine, requests, rate, count);
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%s, %d items, reasons %s, %.0f requests/s, %d of them: p50 %.1f ms, p99 %.1f ms,"
              + " longest %.1f ms%n",
          arguments[1],
          engine.catalogue().size(),
          explain ? "on" : "off",
          rate,
          count,
          millis[count / 2],
          millis[count * 99 / 100],
          millis[count - 1]);
    }
  }

  private static void alone(Engine engine, List<Request> requests) {
    double[] millis = new double[300];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long processor = threads.getCurrentThreadCpuTime();
    for (int index = 0; index < millis.length; index++) {
      long begin = System.nanoTime();
      engine.answer(requests.get((index + 7) % requests.size()));
      millis[index] = (System.nanoTime() - begin) / 1e6;
    }
    double each = (threads.getCurrentThreadCpuTime() - processor) / 1e6 / millis.length;
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "one after another: p50 %.2f ms, p99 %.2f ms, %.2f ms of processor time each%n",
        millis[millis.length / 2],
        millis[millis.length * 99 / 100],
        each);
  }

  private static double[] atRate(Engine engine, List<Request> requests, double rate, int count)
      throws Exception {
    double[] millis = new double[count];
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      long begin = System.nanoTime();
      for (int index = 0; index < count; index++) {
        long due = begin + (long) (index / rate * 1e9);
        while (System.nanoTime() < due) {
          Thread.sleep(0, 100_000);
        }
        int own = index;
        all.add(
            workers.submit(
                () -> {
                  engine.answer(requests.get(own % requests.size()));
                  millis[own] = (System.nanoTime() - due) / 1e6;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return millis;
  }

  private static List<Request> requests(Corpus corpus, boolean explain) {
    Interactions events = corpus.interactions();
    SplittableRandom random = new Seed(5).random();
    List<Request> requests = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      int user = random.nextInt(events.users());
      int last = events.end(user) - 1;
      List<Event> history = new ArrayList<>();
      for (int event = Math.max(events.begin(user), last - LONGEST); event < last; event++) {
        history.add(Event.of(corpus.catalogue().key(events.item(event)), events.timestamp(event)));
      }
      requests.add(
          Request.of(new History(history), events.timestamp(last))
              .withExplain(explain)
              .withReranking(RerankingOptions.BY_SCORE.withDiversity(.3)));
    }
    return requests;
  }
}

package io.kuayu.benchmarks;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.storage.Stores;
import io.kuayu.storage.sql.SqlStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What a million stored events cost in the embedded store: {@code StoreBenchmark [EVENTS]}. Prints
 * memory, bytes on the disk, and the time of storing, of reading a history and of erasing somebody.
 */
public final class StoreBenchmark {
  private static final int BATCH = 1_000;
  private static final int ALONE = 300;
  private static final int PEOPLE = 50_000;
  private static final int ITEMS = 28_000;

  private StoreBenchmark() {}

  /** Prints a line for each question. */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path folder = Files.createTempDirectory("kuayu-store");
    SplittableRandom random = new Seed(1).random();
    try (Stores stores = SqlStores.sqlite(folder.resolve("kuayu.db"))) {
      stores.events().append(List.of(event(random, count)));
      long before = usedBytes();
      long begin = System.nanoTime();
      for (int first = 0; first < count; first += BATCH) {
        List<StoredEvent> batch = new ArrayList<>();
        for (int number = first; number < Math.min(count, first + BATCH); number++) {
          batch.add(event(random, number));
        }
        stores.events().append(batch);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d events in lines of %,d: %.0f events/s; memory %.1f MB more, disk %.0f MB%n",
          count,
          BATCH,
          count / seconds,
          (usedBytes() - before) / 1e6,
          diskBytes(folder) / 1e6);
      percentiles(
          "one event, on the disk",
          n -> stores.events().append(List.of(event(random, count + n + 1))));
      percentiles(
          "the last 1,000 events of somebody", n -> stores.events().history("person-" + n, 1_000));
      begin = System.nanoTime();
      long erased = stores.events().erase("person-1");
      System.out.printf(
          Locale.ROOT,
          "%d events of somebody erased, no trace left in any file: %.2f s%n",
          erased,
          (System.nanoTime() - begin) / 1e9);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private interface Work {
    void on(int number);
  }

  private static void percentiles(String what, Work work) {
    double[] millis = new double[ALONE];
    for (int number = 0; number < ALONE; number++) {
      long begin = System.nanoTime();
      work.on(number);
      millis[number] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        what,
        millis[ALONE / 2],
        millis[ALONE * 99 / 100]);
  }

  private static StoredEvent event(SplittableRandom random, int number) {
    ItemKey item = new ItemKey("kitchen", Integer.toString(random.nextInt(ITEMS)));
    return new StoredEvent(
        "key:0123456789ab\nid\n" + number,
        "person-" + random.nextInt(PEOPLE),
        Event.of(item, 1_700_000_000L + number));
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long diskBytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}

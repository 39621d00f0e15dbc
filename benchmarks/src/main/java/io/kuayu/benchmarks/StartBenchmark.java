package io.kuayu.benchmarks;

import io.kuayu.core.Seed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long a server with many items takes from its start until it is ready: {@code StartBenchmark
 * FOLDER [ITEMS] [MODEL]}. Writes generated items and events to the folder, trains where that is
 * missing, and starts {@code kuayu serve} three times.
 */
public final class StartBenchmark {
  private static final int STARTS = 3;
  private static final int PEOPLE = 50_000;
  private static final int EVENTS = 10;

  private StartBenchmark() {}

  /** Prints a line for each start. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    int items = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    String model = arguments.length > 2 ? arguments[2] : "item-knn";
    Path configuration = folder.resolve("kuayu.yaml");
    if (!Files.exists(configuration)) {
      write(folder, items);
    }
    if (!Files.exists(folder.resolve("work/models").resolve(model))) {
      ServedModel.command(List.of("train", "-c", configuration.toString(), "--model", model, "-q"));
    }
    for (int start = 0; start < STARTS; start++) {
      try (ServedModel server = ServedModel.start(configuration, List.of("--model", model))) {
        System.out.printf(
            Locale.ROOT,
            "%,d items, %s: ready after %.1f s, %.1f s of processor time; %,d MB resident, %,d MB heap in use%n",
            items,
            model,
            server.secondsToReady(),
            server.processorSeconds(),
            server.residentMegabytes(),
            server.heapMegabytesAfterCollection());
      }
    }
  }

  private static void write(Path folder, int items) throws IOException {
    SplittableRandom random = new Seed(1).random();
    try (BufferedWriter list = Files.newBufferedWriter(folder.resolve("items.tsv"))) {
      list.write("item_id\ttitle\n");
      for (int item = 0; item < items; item++) {
        list.write(item + "\tThing number " + item + " of series " + item % 997 + "\n");
      }
    }
    try (BufferedWriter list = Files.newBufferedWriter(folder.resolve("events.tsv"))) {
      list.write("user_id\titem_id\ttimestamp\n");
      for (int person = 0; person < PEOPLE; person++) {
        for (int event = 0; event < EVENTS; event++) {
          double skewed = random.nextDouble() * random.nextDouble() * random.nextDouble();
          int moment = 1_600_000_000 + random.nextInt(100_000_000);
          list.write("u" + person + "\t" + (int) (skewed * items) + "\t" + moment + "\n");
        }
      }
    }
    Files.writeString(
        folder.resolve("kuayu.yaml"),
        """
        workdir: work
        domains:
          things:
            items:  { path: items.tsv,  id: item_id, text: [title] }
            events: { path: events.tsv, user: user_id, item: item_id, timestamp: timestamp }
        split: { by: leave-one-out }
        """);
  }
}

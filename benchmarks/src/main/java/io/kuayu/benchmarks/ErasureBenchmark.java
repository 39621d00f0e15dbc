package io.kuayu.benchmarks;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Progress;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.storage.Stores;
import io.kuayu.storage.sql.SqlStores;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long it takes to erase a person where a million events are stored: {@code ErasureBenchmark
 * DIR [EVENTS] [JDBC-URL USER PASSWORD]}.
 *
 * <p>Three ways: in the store alone (SQLite, and PostgreSQL where an address is given), by {@code
 * DELETE /api/v1/users/ID} in a running {@code kuayu serve} with {@code popularity}, and out of a
 * corpus of as many events, as {@code kuayu forget} does. Every tenth of the people who are erased
 * did 5,000 things, the others about 20. The files of the SQLite store are searched for each person
 * after their erasure, which is not part of the time.
 */
public final class ErasureBenchmark {
  private static final int ERASED = 20;
  private static final int EVENTS_OF_PERSON = 20;
  private static final int EVENTS_OF_EAGER = 5_000;
  private static final int EAGER = 10;
  private static final int ITEMS = 10_000;
  private static final int AT_ONCE = 20_000;
  private static final long START = 1_600_000_000;

  private ErasureBenchmark() {}

  /** What is measured. */
  private interface Erasing {
    void of(String person) throws IOException, InterruptedException;
  }

  /** Runs the measurements and prints them to stdout. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "erasure-benchmark");
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    Files.createDirectories(folder);
    Path file = folder.resolve("alone").resolve("kuayu.db");
    try (Stores stores = SqlStores.sqlite(file)) {
      fill(stores, events);
      measured("SQLite", Optional.of(file), person -> stores.events().erase(person));
    }
    if (arguments.length > 4) {
      try (Stores stores = SqlStores.postgres(arguments[2], arguments[3], arguments[4])) {
        fill(stores, events);
        measured("PostgreSQL", Optional.empty(), person -> stores.events().erase(person));
      }
    }
    Path configuration = shop(folder, events);
    served(configuration, events);
    ofCorpus(configuration, events);
  }

  private static void served(Path configuration, int events)
      throws IOException, InterruptedException {
    Path file = configuration.resolveSibling("work").resolve("store").resolve("kuayu.db");
    try (Stores stores = SqlStores.sqlite(file)) {
      fill(stores, events);
    }
    ServedModel.command(
        List.of("train", "-c", configuration.toString(), "--model", "popularity", "-q"));
    try (ServedModel server = ServedModel.start(configuration, List.of("--model", "popularity"));
        HttpClient client = HttpClient.newHttpClient()) {
      measured(
          "DELETE /api/v1/users/ID",
          Optional.of(file),
          person -> {
            HttpRequest request =
                HttpRequest.newBuilder(server.address().resolve("/api/v1/users/" + person))
                    .DELETE()
                    .build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
              throw new IOException("status " + status);
            }
          });
    }
  }

  /**
   * Erases people one by one.
   *
   * @param file it and those beside it are searched for each person afterwards
   */
  private static void measured(String what, Optional<Path> file, Erasing erasing)
      throws IOException, InterruptedException {
    double[] millis = new double[ERASED];
    int left = 0;
    for (int number = 0; number < ERASED; number++) {
      String person = person(number);
      long begin = System.nanoTime();
      erasing.of(person);
      millis[number] = (System.nanoTime() - begin) / 1e6;
      if (file.isPresent()) {
        left += isNamed(file.get().toAbsolutePath().resolveSibling(""), person) ? 1 : 0;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: %d people erased, p50 %.0f ms, longest %.0f ms; %s%n",
        what,
        ERASED,
        millis[ERASED / 2],
        millis[ERASED - 1],
        file.isPresent() ? left + " of them are still in files" : "files were not searched");
  }

  private static boolean isNamed(Path folder, String person) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(person + "!")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String person(int number) {
    return "somebody-" + number;
  }

  /** Whose an event is: some do very much, and everybody does something every now and then. */
  private static int who(int event, int events) {
    int eager = ERASED / EAGER;
    if (event % Math.max(1, events / EVENTS_OF_EAGER) < eager) {
      return event % Math.max(1, events / EVENTS_OF_EAGER) * EAGER;
    }
    return event % people(events);
  }

  private static int people(int events) {
    // Odd, so that who is eager and whose turn it is have nothing to do with each other.
    return Math.max(ERASED, events / EVENTS_OF_PERSON) | 1;
  }

  private static ItemKey item(int event) {
    return new ItemKey("shop", "i" + event * 31L % ITEMS);
  }

  private static void fill(Stores stores, int events) {
    List<StoredEvent> some = new ArrayList<>();
    for (int event = (int) stores.events().events(); event < events; event++) {
      String person = person(who(event, events));
      // The key tells whose it is and ends, so that a search finds nobody whose name is longer.
      some.add(new StoredEvent(person + "!" + event, person, Event.of(item(event), START + event)));
      if (some.size() == AT_ONCE || event == events - 1) {
        stores.events().append(some);
        some.clear();
      }
    }
    System.out.printf(Locale.ROOT, "%,d events are stored%n", stores.events().events());
  }

  /** A configuration whose event file holds as many events. */
  private static Path shop(Path folder, int events) throws IOException {
    Path file = folder.resolve("events-" + events + ".csv");
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write("user,item,timestamp\n");
      for (int event = 0; event < events; event++) {
        writer.write(
            "%s,%s,%d%n".formatted(person(who(event, events)), item(event).id(), START + event));
      }
    }
    return Files.writeString(
        folder.resolve("kuayu.yaml"),
        """
        domains:
          shop:
            events: { path: %s, user: user, item: item, timestamp: timestamp }
        """
            .formatted(file.getFileName()));
  }

  private static void ofCorpus(Path configuration, int events)
      throws IOException, InterruptedException {
    Setting.Tree tree = new Setting.Tree(Map.of(), "benchmark");
    Path file = configuration.resolveSibling("events-" + events + ".csv").toAbsolutePath();
    Map<String, String> values =
        Map.of("path", file.toString(), "user", "user", "item", "item", "timestamp", "timestamp");
    for (Map.Entry<String, String> value : values.entrySet()) {
      tree =
          tree.with(
              List.of("domains", "shop", "events", value.getKey()),
              new Setting.Scalar(value.getValue(), "benchmark"));
    }
    Path workdir = configuration.resolveSibling("corpus-alone");
    CorpusSettings settings = CorpusSettings.read(Settings.of(tree), workdir);
    Corpus.prepare(settings, workdir, Progress.NONE);
    measured(
        "out of the corpus",
        Optional.empty(),
        person -> Corpus.erase(workdir, Set.of(person), Set.of(person)));
  }
}

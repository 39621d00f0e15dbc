package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Progress;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.CorpusSettings;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.server.api.KnownPeople;
import io.kuayu.server.store.Stores;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long it takes to erase a person from a server with many stored events, and from the files of
 * a corpus of as many.
 *
 * <p>Arguments: a folder for the files, and the number of events (a million unless given).
 */
public final class ErasureBenchmark {
  private static final int EVENTS_OF_PERSON = 20;
  private static final int ITEMS = 10_000;
  private static final int AT_ONCE = 20_000;
  private static final long START = 1_600_000_000;

  private ErasureBenchmark() {}

  /** Runs the measurement and prints it to stdout. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "erasure-benchmark");
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    Files.createDirectories(folder);
    served(folder, events, System.out);
    ofCorpus(folder, events, System.out);
  }

  private static void served(Path folder, int events, PrintStream out) {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(new Item(new ItemKey("shop", "i" + item), "", "", Map.of()));
    }
    Interactions none =
        new Interactions(
            List.of(),
            new int[1],
            new int[0],
            new long[0],
            new byte[0],
            new byte[0],
            new float[0],
            List.of("event"));
    try (Stores stores = Stores.sqlite(folder.resolve("store.db"))) {
      List<StoredEvent> some = new ArrayList<>();
      for (int event = (int) stores.events().events(); event < events; event++) {
        ItemKey item = new ItemKey("shop", "i" + event * 31L % ITEMS);
        some.add(
            new StoredEvent(
                "e" + event, "u" + event % people(events), Event.of(item, START + event)));
        if (some.size() == AT_ONCE || event == events - 1) {
          var _ = stores.events().append(some);
          some.clear();
        }
      }
      KnownPeople people =
          new KnownPeople(
              Catalogue.of(List.of("shop"), items), none, stores, name -> name, PrivacyRules.NONE);
      out.printf("stored events %,d%n", stores.events().events());
      for (int person = 0; person < 5; person++) {
        long begin = System.nanoTime();
        long erased = people.erase("u" + person);
        out.printf(
            "erased %d events of a person from the store in %.0f ms%n",
            erased, (System.nanoTime() - begin) / 1e6);
      }
    }
  }

  private static int people(int events) {
    return Math.max(1, events / EVENTS_OF_PERSON);
  }

  private static void ofCorpus(Path folder, int events, PrintStream out) throws IOException {
    Path file = folder.resolve("events-" + events + ".csv");
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write("user,item,timestamp\n");
      for (int event = 0; event < events; event++) {
        writer.write(
            "u"
                + event % people(events)
                + ",i"
                + event * 31L % ITEMS
                + ","
                + (START + event)
                + "\n");
      }
    }
    Setting.Tree tree = new Setting.Tree(Map.of(), "benchmark");
    Map<String, String> values =
        Map.of("path", file.toString(), "user", "user", "item", "item", "timestamp", "timestamp");
    for (Map.Entry<String, String> value : values.entrySet()) {
      tree =
          tree.with(
              List.of("domains", "shop", "events", value.getKey()),
              new Setting.Scalar(value.getValue(), "benchmark"));
    }
    CorpusSettings settings = CorpusSettings.read(Settings.of(tree), folder);
    Path workdir = folder.resolve("work");
    var _ = Corpus.prepare(settings, workdir, Progress.NONE);
    for (int person = 0; person < 3; person++) {
      long begin = System.nanoTime();
      long erased = Corpus.erase(workdir, Set.of("u" + person), Set.of("u" + person));
      out.printf(
          "erased %d of %,d events from the corpus in %.0f ms%n",
          erased, events, (System.nanoTime() - begin) / 1e6);
    }
  }
}

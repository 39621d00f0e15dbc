package io.kuayu.benchmarks;

import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.privacy.link.NoLinks;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long the import of generated CSV events in two domains takes and how much memory the whole
 * process, DuckDB with it, needs at its peak.
 *
 * <p>Arguments: a folder for the files, and the number of events (20 million unless given), and
 * what is on of {@code privacy}, such as {@code pseudonyms,per-domain}. The files stay for another
 * run; run it with {@code -Xmx1g}.
 */
public final class ImportBenchmark {
  private static final List<String> DOMAINS = List.of("books", "films");
  private static final long BEGIN = 1_300_000_000;
  private static final int SPAN = 200_000_000;

  private ImportBenchmark() {}

  /** Runs the measurement and prints it to stdout. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "import-benchmark");
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000_000;
    PrintStream out = System.out;
    Files.createDirectories(folder);
    long bytes = 0;
    for (String domain : DOMAINS) {
      Path file = folder.resolve(domain + "-" + events + ".csv");
      if (!Files.exists(file)) {
        generate(file, domain, events / DOMAINS.size());
      }
      bytes += Files.size(file);
    }
    Path workdir = folder.resolve("work");
    long begin = System.nanoTime();
    double worked = cpuSeconds();
    CorpusSettings settings = settings(folder, events, arguments.length > 2 ? arguments[2] : "");
    var _ = Corpus.prepare(settings, workdir, told(out, begin));
    double prepared = (System.nanoTime() - begin) / 1e9;
    worked = cpuSeconds() - worked;
    out.printf("events %,d in %,d MB of CSV%n", events, bytes >> 20);
    out.printf(
        "prepared in %.1f s (%,.0f events a second) with %.1f s of processor time%n",
        prepared, events / prepared, worked);
    out.printf("peak memory so far %s%n", ProcessMemory.told());
    begin = System.nanoTime();
    Corpus corpus = Corpus.open(workdir, settings.privacy().names(), NoLinks.INSTANCE);
    out.printf(
        "loaded %,d events of %,d people in %.1f s%n",
        corpus.interactions().events(),
        corpus.interactions().users(),
        (System.nanoTime() - begin) / 1e9);
    out.printf(
        "peak memory %s, processors %d%n",
        ProcessMemory.told(), Runtime.getRuntime().availableProcessors());
  }

  /** Prints when each step began and ended, which shows what is slow. */
  private static Progress told(PrintStream out, long begin) {
    return (name, total) -> {
      out.printf("%6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, name);
      return steps -> out.printf("%6.1f s  %s: a step%n", (System.nanoTime() - begin) / 1e9, name);
    };
  }

  /** Processor time of this process, all threads; more telling than the clock on a busy machine. */
  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(duration -> duration.toMillis() / 1e3)
        .orElse(0.0);
  }

  /**
   * @param privacy switches of that block that are on, with commas between them
   */
  private static CorpusSettings settings(Path folder, int events, String privacy) {
    Setting.Tree tree = new Setting.Tree(Map.of(), "benchmark");
    for (String on : privacy.split(",", -1)) {
      if (!on.isEmpty()) {
        tree = tree.with(List.of("privacy", on), new Setting.Scalar("true", "benchmark"));
      }
    }
    for (String domain : DOMAINS) {
      tree =
          tree.with(
              List.of("domains", domain, "events", "path"),
              new Setting.Scalar(domain + "-" + events + ".csv", "benchmark"));
    }
    Settings root = Settings.of(tree);
    CorpusSettings settings = CorpusSettings.read(root, folder);
    root.check();
    return settings;
  }

  /** People and items are drawn with the skew that real catalogues have. */
  private static void generate(Path file, String domain, int events) throws IOException {
    SplittableRandom random = new Seed(42).derive(domain).random();
    int people = Math.max(10, events / 20);
    int items = Math.max(10, events / 100);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("user_id,item_id,timestamp\n");
      StringBuilder line = new StringBuilder();
      for (int event = 0; event < events; event++) {
        double person = random.nextDouble();
        double item = random.nextDouble();
        line.setLength(0);
        line.append("user-").append((int) (people * person * Math.sqrt(person)));
        line.append(",B0").append((int) (items * item * item));
        line.append(',').append(BEGIN + random.nextInt(SPAN)).append('\n');
        out.append(line);
      }
    }
  }
}

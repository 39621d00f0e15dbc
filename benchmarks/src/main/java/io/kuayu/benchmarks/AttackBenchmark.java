package io.kuayu.benchmarks;

import io.kuayu.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a normal caller at 20 requests a second notices of attacks: {@code AttackBenchmark
 * KUAYU.YAML MODEL [SECONDS]}. Prints a table; exit code 1 where the caller is not answered within
 * 250 ms (99 %) or refused within 50 ms, where something acknowledged is lost, or where something
 * takes effect without an entry in the audit log. The disks that fill up are file systems in
 * memory, which only root may mount; without them these two attacks are left out and the table says
 * so.
 */
public final class AttackBenchmark {
  private static final int WARM_UP = 300;
  private static final int CALLERS = 6;

  private final AttackedServer server;
  private final Corpus corpus;
  private final NormalCaller normal;
  private final List<NormalCaller> hostile = new ArrayList<>();
  private final double seconds;
  private boolean isBroken;

  private AttackBenchmark(AttackedServer server, Corpus corpus, double seconds) {
    this.server = server;
    this.corpus = corpus;
    this.seconds = seconds;
    List<String> questions = Questions.of(corpus, false);
    normal = new NormalCaller(server.address(), server.key("normal"), questions);
    for (int caller = 0; caller < CALLERS; caller++) {
      hostile.add(new NormalCaller(server.address(), server.key("hostile" + caller), questions));
    }
  }

  /** Runs all attacks, one after the other. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path configuration = Path.of(arguments[0]).toAbsolutePath();
    double seconds = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 15;
    Path work = configuration.resolveSibling("work");
    boolean isBroken;
    try (AttackedServer server = AttackedServer.start(configuration, work, arguments[1])) {
      AttackBenchmark benchmark = new AttackBenchmark(server, Corpus.open(work), seconds);
      isBroken = benchmark.run();
      System.out.println("the server's memory at its highest: " + server.peakMegabytes() + " MB");
    }
    System.exit(isBroken ? 1 : 0);
  }

  private boolean run() throws IOException {
    var _ = normal.ask(WARM_UP / 20.0);
    MarkdownTable.head(
        System.out,
        List.of("attack", "p50 ms", "p99 ms", "refusal p99 ms", "statuses", "sent", "found"));
    attack("none", _ -> {});
    attack("slow headers, 500 connections", attacks -> attacks.slowHeaders(server.address()));
    attack("4 × 15 MiB of hostile JSON", attacks -> attacks.hostileJson(hostile));
    attack(
        "6 × the heaviest legal request",
        attacks -> attacks.heavyReaders(corpus.catalogue(), hostile));
    attack("broken chunking", attacks -> attacks.brokenChunking(server.address()));
    if (server.canFill()) {
      fullDisk("full audit disk", "access", new FullDisk(normal, corpus.catalogue()));
      fullDisk("full store disk", "store", new FullDisk(normal, corpus.catalogue()));
    } else {
      row("full disks", List.of("–", "–", "–", "not run: no tmpfs can be mounted"), 0, List.of());
    }
    return isBroken;
  }

  private void attack(String name, Consumer<Attacks> attack) {
    try (Attacks attacks = new Attacks()) {
      attack.accept(attacks);
      NormalCaller.Result result = normal.ask(seconds);
      judge(name, result, attacks.sent(), attacks.problems());
    }
  }

  private void fullDisk(String name, String part, FullDisk disk) throws IOException {
    disk.before();
    server.fill(part);
    NormalCaller.Result result;
    try {
      disk.whileFull(part.equals("access"));
      result = normal.ask(seconds);
      disk.whileFull(part.equals("access"));
      disk.mustBeUnready();
    } finally {
      server.free(part);
    }
    disk.after();
    judge(name, result, disk.sent(), disk.problems());
  }

  private void judge(String name, NormalCaller.Result result, int sent, List<String> problems) {
    isBroken |= !result.isWithinBounds() || !problems.isEmpty();
    List<String> found = new ArrayList<>(problems);
    if (!result.isWithinBounds()) {
      found.add("BOUND BROKEN");
    }
    row(name, result.cells(), sent, found);
  }

  private static void row(String name, List<String> cells, int sent, List<String> found) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(cells);
    all.add(Integer.toString(sent));
    all.add(found.isEmpty() ? "nothing" : String.join("; ", found));
    MarkdownTable.row(System.out, all);
  }
}

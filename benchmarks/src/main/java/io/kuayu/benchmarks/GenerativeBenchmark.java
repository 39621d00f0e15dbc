package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.Split;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.models.generative.GeneratedItem;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.models.semantic.CodeReport;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a trained {@code generative} model writes, and how fast: {@code GenerativeBenchmark WORKDIR
 * [BEAM [EVERY]]}. Prints how good its ids are, some items of several domains whose ids begin
 * alike, and for every (or every so many) test event of the corpus the time of one request, history
 * to list, on one thread, also in processor time, which other work on the machine changes less,
 * checking that each item written exists, is of the asked domain and passes the filter, here the
 * items that the person has not had yet. Items without any training event are counted as well.
 */
public final class GenerativeBenchmark {
  private static final int WARM_UP = 200;
  private static final int LIST = 10;
  private static final int GROUPS = 6;
  private static final int LONGEST_TITLE = 60;

  private final PrintStream out = System.out;
  private final GenerativeModel model;
  private final Interactions events;
  private final Catalogue catalogue;
  private final int[] users;
  private final int[] targets;
  private final int[] seen;

  private GenerativeBenchmark(GenerativeModel model, Interactions events) {
    this.model = model;
    this.events = events;
    catalogue = model.catalogue();
    users = users(events);
    targets =
        IntStream.range(0, events.events())
            .filter(event -> events.part(event) == Split.TEST)
            .toArray();
    seen = new TrainingData(catalogue, events).trainingCounts();
  }

  /** Prints to stdout. */
  public static void main(String[] arguments) {
    Path workdir = Path.of(arguments[0]);
    int beam = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int every = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    Corpus corpus = Corpus.open(workdir);
    try (Model model = Bundle.open(workdir.resolve("models"), "generative").load()) {
      GenerativeBenchmark benchmark =
          new GenerativeBenchmark((GenerativeModel) model, corpus.interactions());
      benchmark.ids(workdir.resolve("cache"));
      benchmark.alike();
      benchmark.requests(beam, every);
      benchmark.newItems(beam, every);
    }
  }

  private void ids(Path cache) {
    CodeReport report = model.report(TrainingRun.quiet(1, cache));
    SemanticIds ids = model.ids();
    out.printf("%,d items, %d codes a level%n", ids.size(), ids.books().codes());
    for (int level = 0; level < Codebooks.LEVELS; level++) {
      out.printf(
          Locale.ROOT,
          "level %d: explained so far %.3f, codes used %.3f, evenness %.3f, prefixes of several"
              + " domains %.3f%n",
          level + 1,
          report.explained()[level],
          report.used()[level],
          report.evenness()[level],
          report.shared()[level]);
    }
    out.printf(
        Locale.ROOT,
        "items that share all codes with another of their domain %.3f, most together %d, without"
            + " text %.3f%n",
        report.colliding(),
        report.largest(),
        report.withoutText());
  }

  /** Prefixes of two codes under which most domains meet. */
  private void alike() {
    Map<Long, List<Integer>> byPrefix = new HashMap<>();
    SemanticIds ids = model.ids();
    for (int item = 0; item < ids.size(); item++) {
      long prefix = (long) ids.token(item, 0) * ids.vocabulary() + ids.token(item, 1);
      byPrefix.computeIfAbsent(prefix, ignored -> new ArrayList<>()).add(item);
    }
    byPrefix.values().stream()
        .sorted(
            Comparator.comparingInt((List<Integer> group) -> -domains(group).size())
                .thenComparing(group -> ids.text(group.getFirst())))
        .limit(GROUPS)
        .forEach(
            group -> {
              out.println();
              for (int domain : domains(group)) {
                group.stream()
                    .filter(item -> catalogue.domainOf(item) == domain)
                    .limit(2)
                    .forEach(this::print);
              }
            });
    out.println();
  }

  private Set<Integer> domains(List<Integer> items) {
    TreeSet<Integer> domains = new TreeSet<>();
    items.forEach(item -> domains.add(catalogue.domainOf(item)));
    return domains;
  }

  private void print(int ordinal) {
    Item item = catalogue.item(ordinal);
    String title = item.title();
    out.printf(
        "%-16s %-12s %s%n",
        model.ids().text(ordinal),
        item.key().domain(),
        title.substring(0, Math.min(LONGEST_TITLE, title.length())));
  }

  private void requests(int beam, int every) {
    int count = (targets.length + every - 1) / every;
    double[] millis = new double[count];
    double[] worked = new double[count];
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long written = 0;
    long wrong = 0;
    long unseen = 0;
    for (int turn = -WARM_UP; turn < count; turn++) {
      int event = targets[Math.floorMod(turn * every, targets.length)];
      Context context = events.before(users[event], event);
      int domain = catalogue.domainOf(events.item(event));
      int[] items = catalogue.ordinals(domain);
      long begin = System.nanoTime();
      long work = clock.getCurrentThreadCpuTime();
      List<GeneratedItem> found =
          model.generate(
              context, domain, LIST, beam, position -> !context.contains(items[position]));
      double took = (System.nanoTime() - begin) / 1e6;
      if (turn >= 0) {
        millis[turn] = took;
        worked[turn] = (clock.getCurrentThreadCpuTime() - work) / 1e6;
        written += found.size();
        unseen += found.stream().filter(one -> seen[one.item()] == 0).count();
        wrong +=
            found.stream()
                .filter(
                    one -> catalogue.domainOf(one.item()) != domain || context.contains(one.item()))
                .count();
      }
    }
    Arrays.sort(millis);
    Arrays.sort(worked);
    out.printf(
        Locale.ROOT,
        "beam %d, lists of %d, %,d requests: p50 %.1f ms, p99 %.1f ms, longest %.1f ms, of"
            + " processor time p50 %.1f ms, p99 %.1f ms; %,d items written, %d of them not of the"
            + " domain or filtered, %d never seen in training%n",
        beam,
        LIST,
        count,
        millis[count / 2],
        millis[count * 99 / 100],
        millis[count - 1],
        worked[count / 2],
        worked[count * 99 / 100],
        written,
        wrong,
        unseen);
  }

  /** Asks for items alone that training never saw: their ids come from their texts. */
  private void newItems(int beam, int every) {
    Set<Integer> written = new TreeSet<>();
    int lists = 0;
    int whole = 0;
    for (int turn = 0; turn < targets.length; turn += every) {
      int event = targets[turn];
      int domain = catalogue.domainOf(events.item(event));
      int[] items = catalogue.ordinals(domain);
      Context context = events.before(users[event], event);
      List<GeneratedItem> found =
          model.generate(context, domain, LIST, beam, position -> seen[items[position]] == 0);
      found.forEach(one -> written.add(one.item()));
      lists++;
      whole += found.size() == LIST ? 1 : 0;
    }
    out.printf(
        "asked for items alone that training never saw: %,d of %,d lists are whole, with %,d"
            + " different items of %,d%n",
        whole, lists, written.size(), Arrays.stream(seen).filter(count -> count == 0).count());
  }

  /** Whose each event is. */
  private static int[] users(Interactions events) {
    int[] users = new int[events.events()];
    for (int user = 0; user < events.users(); user++) {
      Arrays.fill(users, events.begin(user), events.end(user), user);
    }
    return users;
  }
}

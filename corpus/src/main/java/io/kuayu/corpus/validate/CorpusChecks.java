package io.kuayu.corpus.validate;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.split.TimestampParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks of the events and items of a corpus, counted in one pass over the events. */
final class CorpusChecks {
  private static final double MIN_TEXT = 0.5;
  private static final double MAX_TIES = 0.2;

  /** Share of ties above which the next item of most people was drawn. */
  private static final double NO_ORDER = 0.5;

  private static final double MAX_COLD = 0.2;
  private static final int MIN_TARGETS = 100;
  private static final double MIN_EVENTS_PER_ITEM = 2;
  private static final long DAY = 86_400;

  private final Catalogue catalogue;
  private final Interactions interactions;
  private final int domains;
  private final int[] trained;
  private final long[][] shared;
  private final long[] events;
  private final long[] ties;
  private final long[] first;
  private final long[] last;
  private final long[] targets;
  private final long[] cold;

  CorpusChecks(Corpus corpus) {
    catalogue = corpus.catalogue();
    interactions = corpus.interactions();
    domains = catalogue.domains().size();
    trained = new int[catalogue.size()];
    shared = new long[domains][domains];
    events = new long[domains];
    ties = new long[domains];
    first = new long[domains];
    last = new long[domains];
    targets = new long[domains];
    cold = new long[domains];
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MIN_VALUE);
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Split.TRAIN) {
        trained[interactions.item(event)]++;
      }
    }
    for (int user = 0; user < interactions.users(); user++) {
      count(user);
    }
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (int domain = 0; domain < domains; domain++) {
      checks.add(text(domain));
      checks.add(density(domain));
      if (!interactions.isApart()) {
        checks.add(timeRange(domain));
        checks.add(ties(domain));
      }
      checks.add(targets(domain));
      checks.add(cold(domain));
    }
    for (int one = 0; one < domains; one++) {
      for (int other = one + 1; other < domains; other++) {
        checks.add(overlap(one, other));
      }
    }
    return checks;
  }

  private void count(int user) {
    boolean[] active = new boolean[domains];
    for (int event = interactions.begin(user); event < interactions.end(user); event++) {
      int item = interactions.item(event);
      int domain = catalogue.domainOf(item);
      long time = interactions.timestamp(event);
      active[domain] = true;
      events[domain]++;
      first[domain] = Math.min(first[domain], time);
      last[domain] = Math.max(last[domain], time);
      if (event > interactions.begin(user) && interactions.timestamp(event - 1) == time) {
        ties[domain]++;
      }
      if (interactions.part(event) == Split.TEST) {
        targets[domain]++;
        cold[domain] += trained[item] == 0 ? 1 : 0;
      }
    }
    for (int one = 0; one < domains; one++) {
      for (int other = 0; other < domains; other++) {
        shared[one][other] += active[one] && active[other] ? 1 : 0;
      }
    }
  }

  private Check overlap(int one, int other) {
    long both = shared[one][other];
    long smaller = Math.min(shared[one][one], shared[other][other]);
    return Check.of(
        both > 0,
        "overlap %s/%s".formatted(name(one), name(other)),
        both > 0
            ? "%,d people are active in both, %s of the smaller domain's"
                .formatted(both, percent(both, smaller))
            : "nobody is active in both: see that the domains name people alike, or map them with"
                + " 'users'",
        Map.of("people", (double) both));
  }

  private Check text(int domain) {
    int[] items = catalogue.ordinals(domain);
    long with = Arrays.stream(items).filter(item -> !catalogue.item(item).text().isEmpty()).count();
    return Check.of(
        with >= MIN_TEXT * items.length,
        "text " + name(domain),
        "%s of %,d items have text".formatted(percent(with, items.length), items.length),
        Map.of("items", (double) items.length, "with-text", (double) with));
  }

  private Check density(int domain) {
    double people = shared[domain][domain];
    double items = catalogue.ordinals(domain).length;
    return Check.of(
        events[domain] >= MIN_EVENTS_PER_ITEM * items,
        "density " + name(domain),
        "%,d events of %,.0f people on %,.0f items: %.4f %%, %.1f a person, %.1f an item"
            .formatted(
                events[domain],
                people,
                items,
                100 * events[domain] / Math.max(1, people * items),
                events[domain] / Math.max(1, people),
                events[domain] / Math.max(1, items)),
        Map.of("events", (double) events[domain], "people", people, "items", items));
  }

  private Check timeRange(int domain) {
    if (events[domain] == 0) {
      return new Check(
          "events " + name(domain), Check.Status.FAIL, "there are none", Map.of(), List.of());
    }
    return Check.of(
        last[domain] - first[domain] >= DAY,
        "time range " + name(domain),
        "from %s to %s"
            .formatted(TimestampParser.tell(first[domain]), TimestampParser.tell(last[domain])),
        Map.of("from", (double) first[domain], "to", (double) last[domain]));
  }

  private Check ties(int domain) {
    return Check.of(
        ties[domain] <= MAX_TIES * events[domain],
        "ties " + name(domain),
        "%s of the events have the time of the person's event before; without 'order' their order is"
                .formatted(percent(ties[domain], events[domain]))
            + " drawn"
            + (ties[domain] > NO_ORDER * events[domain]
                ? "; such times tell no next item: split by time and measure with '--protocol later'"
                : ""),
        Map.of("ties", (double) ties[domain]));
  }

  private Check targets(int domain) {
    boolean enough = targets[domain] >= MIN_TARGETS;
    return Check.of(
        enough,
        "test targets " + name(domain),
        "%,d%s".formatted(targets[domain], enough ? "" : ", too few to tell models apart"),
        Map.of("targets", (double) targets[domain]));
  }

  private Check cold(int domain) {
    return Check.of(
        cold[domain] <= MAX_COLD * targets[domain],
        "cold test items " + name(domain),
        "%s of the test targets were never seen in training"
            .formatted(percent(cold[domain], targets[domain])),
        Map.of("cold", (double) cold[domain], "targets", (double) targets[domain]));
  }

  private String name(int domain) {
    return catalogue.domains().get(domain);
  }

  private static String percent(long part, long whole) {
    return "%.1f %%".formatted(whole == 0 ? 0 : 100.0 * part / whole);
  }
}

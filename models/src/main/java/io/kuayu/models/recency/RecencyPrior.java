package io.kuayu.models.recency;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.UnixTime;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.models.dense.FastSoftplus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much each item was used just before a moment: {@code log(1 + 20 Σ exp(-age / τ))} over its
 * training events strictly before the moment, for several τ. Current popularity is one of the
 * strongest signals and costs little at serving; as a prior inside the softmax it leaves the
 * network to learn only the rest.
 */
public final class RecencyPrior {
  /** Stands for an item that is treated as if it had no event. */
  public static final int NO_EVENTS = -1;

  private static final float SCALE = 20;

  private static final String DAYS = "prior-days";
  private static final String TIMES = "prior.times.";
  private static final String COLUMNS = "prior.columns.";
  private static final String ITEMS = "prior.items.";

  private final double[] seconds;
  private final Log[] logs;

  /**
   * The events of one domain, oldest first.
   *
   * @param columns the item of each event, as a position in its domain
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  public record Log(long[] times, int[] columns, int items) {}

  private RecencyPrior(double[] seconds, Log[] logs) {
    this.seconds = seconds;
    this.logs = logs;
  }

  /** Of no event at all. */
  public static RecencyPrior none(Catalogue catalogue) {
    Log[] logs = new Log[catalogue.domains().size()];
    Arrays.setAll(
        logs, domain -> new Log(new long[0], new int[0], catalogue.ordinals(domain).length));
    return of(logs, new double[0]);
  }

  /**
   * Of the training events.
   *
   * @param days τ of each prior
   */
  public static RecencyPrior of(TrainingData data, double[] days) {
    Catalogue catalogue = data.catalogue();
    Interactions interactions = data.interactions();
    int[] train =
        IntStream.range(0, interactions.events())
            .filter(event -> interactions.part(event) == Split.TRAIN)
            .boxed()
            .sorted(Comparator.comparingLong(interactions::timestamp))
            .mapToInt(Integer::intValue)
            .toArray();
    Log[] logs = new Log[catalogue.domains().size()];
    for (int domain = 0; domain < logs.length; domain++) {
      int own = domain;
      int[] events =
          Arrays.stream(train)
              .filter(event -> catalogue.domainOf(interactions.item(event)) == own)
              .toArray();
      logs[domain] =
          new Log(
              Arrays.stream(events).mapToLong(interactions::timestamp).toArray(),
              Arrays.stream(events)
                  .map(event -> catalogue.positionOf(interactions.item(event)))
                  .toArray(),
              catalogue.ordinals(domain).length);
    }
    return of(logs, days);
  }

  public static RecencyPrior of(Log[] logs, double[] days) {
    return new RecencyPrior(
        Arrays.stream(days).map(day -> day * UnixTime.SECONDS_PER_DAY).toArray(), logs);
  }

  /** Writes the events. */
  public void save(ModelWriter out, int domains) {
    for (int domain = 0; domain < domains; domain++) {
      Log log = logs[domain];
      out.longs(TIMES + domain, log.times, log.times.length);
      out.ints(COLUMNS + domain, log.columns, log.columns.length);
      out.property(ITEMS + domain, Integer.toString(log.items));
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param days τ of each prior
   */
  public static RecencyPrior load(ModelReader in, int domains, double[] days) {
    Log[] logs = new Log[domains];
    Arrays.setAll(
        logs,
        domain ->
            new Log(
                in.longs(TIMES + domain),
                in.ints(COLUMNS + domain),
                Integer.parseInt(in.property(ITEMS + domain))));
    return of(logs, days);
  }

  /** Writes τ of each prior. */
  public static void saveDays(ModelWriter out, List<Double> days) {
    out.property(DAYS, days.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** Reads what {@link #saveDays} wrote. */
  public static List<Double> loadDays(ModelReader in) {
    String days = in.property(DAYS);
    return days.isEmpty()
        ? List.of()
        : Arrays.stream(days.split(",", -1)).map(Double::valueOf).toList();
  }

  /** Number of τ. */
  public int size() {
    return seconds.length;
  }

  public Log log(int domain) {
    return logs[domain];
  }

  /**
   * Processes the events of a domain in order of time.
   *
   * @param items the queried items, as positions in the domain or {@link #NO_EVENTS}
   */
  public Sweep sweep(int domain, int[] items) {
    return new Sweep(logs[domain], items);
  }

  /** The state just before a moment, which may only be moved forward. */
  public final class Sweep {
    private static final int NOT_ASKED = -1;

    private final Log log;
    private final int[] indexOf;
    private final float[][] sums;
    private int next;
    private long moment = Long.MIN_VALUE;

    private Sweep(Log log, int[] items) {
      this.log = log;
      indexOf = new int[log.items];
      Arrays.fill(indexOf, NOT_ASKED);
      for (int index = 0; index < items.length; index++) {
        if (items[index] != NO_EVENTS) {
          indexOf[items[index]] = index;
        }
      }
      sums = new float[seconds.length][items.length];
    }

    /** Advances over all events strictly before {@code until}. */
    public void advance(long until) {
      if (until < moment) {
        throw new IllegalArgumentException("the sweep is beyond " + until + " already");
      }
      int end = next;
      while (end < log.times.length && log.times[end] < until) {
        end++;
      }
      for (int tau = 0; tau < seconds.length; tau++) {
        float[] sum = sums[tau];
        if (moment != Long.MIN_VALUE && until > moment) {
          fade(sum, (float) Math.exp((moment - until) / seconds[tau]));
        }
        for (int event = next; event < end; event++) {
          int index = indexOf[log.columns[event]];
          if (index != NOT_ASKED) {
            sum[index] += (float) Math.exp((log.times[event] - until) / seconds[tau]);
          }
        }
      }
      next = end;
      moment = until;
    }

    private static void fade(float[] sum, float decay) {
      for (int item = 0; item < sum.length; item++) {
        sum[item] *= decay;
      }
    }

    /**
     * Writes the {@link RecencyPrior#odds odds} of each item.
     *
     * @param first index of the first item asked about
     * @param count how many from there on
     * @param offset where in {@code to} the first is written
     */
    public void odds(int tau, int first, int count, float[] to, int offset) {
      float[] sum = sums[tau];
      for (int item = 0; item < count; item++) {
        to[offset + item] = RecencyPrior.odds(sum[first + item]);
      }
    }
  }

  /** The odds of a decayed count, whose logarithm is the prior: 1 without events. */
  public static float odds(float count) {
    return 1 + SCALE * count;
  }

  /** The prior of a decayed count. */
  public static float value(float count) {
    // Not log1p, which is slow in Java: what it would keep is lost in a float anyway.
    return (float) Math.log(1.0 + SCALE * count);
  }

  /** An index for queries at any moment, in any order. */
  public Lookup lookup(int domain) {
    return new Lookup(logs[domain]);
  }

  /**
   * Each item's events with what had gathered up to each of them, so that a question costs one
   * search and one exponential an item and τ. Immutable.
   */
  public final class Lookup {
    private static final int NONE = -1;

    private final ItemEventTimes times;

    /** Logarithm of the scaled decayed count right after each event, {@code [events * τ]}. */
    private final float[] logCounts;

    private Lookup(Log log) {
      times = ItemEventTimes.of(log);
      logCounts = times.logDecayedCounts(seconds, SCALE);
    }

    /**
     * Adds the weighted priors at a moment to the scores of all items.
     *
     * @param weights one for each τ
     * @param scores {@code [items]}; items behind those of the training are left as they are
     */
    public void addTo(float[] scores, long now, float[] weights) {
      int items = times.items();
      for (int item = 0; item < items; item++) {
        scores[item] += of(item, now, weights);
      }
    }

    /** What {@link #addTo} adds to one item. */
    public float of(int item, long now, float[] weights) {
      int last = last(item, now);
      if (last == NONE) {
        return 0;
      }
      float sum = 0;
      for (int tau = 0; tau < weights.length; tau++) {
        double age = (now - times.time(last)) / seconds[tau];
        sum += weights[tau] * FastSoftplus.of(logCounts[last * seconds.length + tau] - age);
      }
      return sum;
    }

    /** Whether the item has any event. */
    public boolean has(int item) {
      return item < times.items() && times.begin(item) < times.end(item);
    }

    /** The decayed count of an item under one τ, as {@link Sweep#odds} has it. */
    public float count(int item, long now, int tau) {
      int last = last(item, now);
      if (last == NONE) {
        return 0;
      }
      double age = (now - times.time(last)) / seconds[tau];
      return (float) (Math.exp(logCounts[last * seconds.length + tau] - age) / SCALE);
    }

    /** The last event of an item before {@code now}, or {@link #NONE}. */
    private int last(int item, long now) {
      if (!has(item)) {
        return NONE;
      }
      int end = times.before(item, now);
      return end == times.begin(item) ? NONE : end - 1;
    }
  }
}

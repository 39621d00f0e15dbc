package io.kuayu.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people who are connected to the asker did before the moment of a query: for each item, when
 * each of them took it last. Nobody is named, and items that too few of them took are not in it, so
 * no model and no reason can tell them. An entry speaks for its own item alone: what somebody did
 * in one domain must not move another one, since nobody was asked whether it may. Immutable.
 */
public final class Neighbours {
  /** Nobody, or nothing that enough of them took. */
  public static final Neighbours NONE = new Neighbours(new int[0], new long[0]);

  private final int[] items;
  private final long[] timestamps;

  private Neighbours(int[] items, long[] timestamps) {
    this.items = items;
    this.timestamps = timestamps;
  }

  /** Number of entries: one for each person and item. */
  public int size() {
    return items.length;
  }

  /** The catalogue ordinal of an entry; entries of one item stand together. */
  public int item(int entry) {
    return items[entry];
  }

  /** When the person took the item last, in unix seconds; before the moment of the query. */
  public long timestamp(int entry) {
    return timestamps[entry];
  }

  /** How many people took an item: 0, or at least the number that was asked for. */
  public int people(int item) {
    int people = 0;
    for (int own : items) {
      people += own == item ? 1 : 0;
    }
    return people;
  }

  /** The same entries in the ordinals of another catalogue. */
  Neighbours mapped(IntUnaryOperator ordinal) {
    int[] others = new int[items.length];
    for (int entry = 0; entry < others.length; entry++) {
      others[entry] = ordinal.applyAsInt(items[entry]);
    }
    return new Neighbours(others, timestamps);
  }

  /** A supplier that asks another one when it is first asked itself, and keeps what it got. */
  static Supplier<Neighbours> lazily(Supplier<Neighbours> source) {
    return new Lazy(source);
  }

  private static final class Lazy implements Supplier<Neighbours> {
    private final Supplier<Neighbours> source;
    private volatile @Nullable Neighbours found;

    Lazy(Supplier<Neighbours> source) {
      this.source = source;
    }

    @Override
    public Neighbours get() {
      Neighbours known = found;
      if (known == null) {
        known = source.get();
        found = known;
      }
      return known;
    }
  }

  /** Collects what people did, one person after the other. Not thread-safe. */
  public static final class Collector {
    private final long now;
    private final Map<Integer, List<Long>> all = new TreeMap<>();
    private final Map<Integer, Long> last = new HashMap<>();

    /**
     * @param now the moment of the query in unix seconds; nothing at or after it is collected
     */
    public Collector(long now) {
      this.now = now;
    }

    /** An event of the present person. */
    public void add(int item, long timestamp) {
      if (timestamp < now) {
        last.merge(item, timestamp, Math::max);
      }
    }

    /** Ends the events of the present person. */
    public void endPerson() {
      last.forEach((item, time) -> all.computeIfAbsent(item, _ -> new ArrayList<>()).add(time));
      last.clear();
    }

    /**
     * What was collected.
     *
     * @param minPeople so many people must have taken an item, at least 1
     */
    public Neighbours of(int minPeople) {
      all.values().removeIf(times -> times.size() < minPeople);
      int entries = all.values().stream().mapToInt(List::size).sum();
      int[] items = new int[entries];
      long[] timestamps = new long[entries];
      int[] at = {0};
      all.forEach(
          (item, times) ->
              times.forEach(
                  time -> {
                    items[at[0]] = item;
                    timestamps[at[0]++] = time;
                  }));
      return entries == 0 ? NONE : new Neighbours(items, timestamps);
    }
  }
}

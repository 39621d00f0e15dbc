package io.kuayu.core;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A query as the hot path sees it: the history in ordinals, oldest first, and the moment.
 *
 * <p>Items that the catalogue does not hold are left out by whoever builds it. The arrays are owned
 * by the context and shared with its readers: do not write to them.
 */
public final class Context {
  private final int[] items;
  private final long[] timestamps;
  private final long now;
  private final Supplier<Neighbours> neighbours;

  /**
   * @param items ordinals {@code [length]}, oldest first
   * @param timestamps unix seconds {@code [length]}
   * @param now the moment of the query in unix seconds
   */
  public Context(int[] items, long[] timestamps, long now) {
    this(items, timestamps, now, () -> Neighbours.NONE);
  }

  private Context(int[] items, long[] timestamps, long now, Supplier<Neighbours> neighbours) {
    if (items.length != timestamps.length) {
      throw new IllegalArgumentException(
          items.length + " items have " + timestamps.length + " timestamps");
    }
    this.items = items;
    this.timestamps = timestamps;
    this.now = now;
    this.neighbours = neighbours;
  }

  /**
   * The same query of somebody who has friends.
   *
   * @param source what these did before the moment; asked when a model first asks for it
   */
  public Context withNeighbours(Supplier<Neighbours> source) {
    return new Context(items, timestamps, now, Neighbours.lazily(source));
  }

  /**
   * What the friends of the person did before the moment. The first call collects it, which costs
   * one look at each of their events.
   */
  public Neighbours neighbours() {
    return neighbours.get();
  }

  public int length() {
    return items.length;
  }

  public int[] items() {
    return items;
  }

  public long[] timestamps() {
    return timestamps;
  }

  public long now() {
    return now;
  }

  public boolean contains(int item) {
    for (int own : items) {
      if (own == item) {
        return true;
      }
    }
    return false;
  }

  /** How many of the events are of a domain. */
  public int count(int domain, Catalogue catalogue) {
    int count = 0;
    for (int item : items) {
      count += catalogue.domainOf(item) == domain ? 1 : 0;
    }
    return count;
  }

  /** Which positions of a domain the events have, {@code [items of the domain]}. */
  public boolean[] positions(int domain, Catalogue catalogue) {
    boolean[] positions = new boolean[catalogue.ordinals(domain).length];
    for (int item : items) {
      if (catalogue.domainOf(item) == domain) {
        positions[catalogue.positionOf(item)] = true;
      }
    }
    return positions;
  }

  /** The last {@code length} events of this context. */
  public Context last(int length) {
    if (length >= items.length) {
      return this;
    }
    int from = items.length - length;
    return new Context(
        Arrays.copyOfRange(items, from, items.length),
        Arrays.copyOfRange(timestamps, from, items.length),
        now,
        neighbours);
  }

  /** The events of this context whose item ordinal fulfils the condition, at the same moment. */
  public Context where(IntPredicate item) {
    return only(
        IntStream.range(0, items.length).filter(index -> item.test(items[index])).toArray());
  }

  /**
   * Some events of this context, at the same moment.
   *
   * @param kept their indices, rising
   */
  public Context only(int[] kept) {
    int[] keptItems = new int[kept.length];
    long[] keptTimestamps = new long[kept.length];
    for (int index = 0; index < kept.length; index++) {
      keptItems[index] = items[kept[index]];
      keptTimestamps[index] = timestamps[kept[index]];
    }
    return new Context(keptItems, keptTimestamps, now, neighbours);
  }

  /** This context without the event at {@code index}, for reasons by removal. */
  public Context without(int index) {
    int[] fewer = new int[items.length - 1];
    long[] times = new long[items.length - 1];
    for (int from = 0, to = 0; from < items.length; from++) {
      if (from != index) {
        fewer[to] = items[from];
        times[to++] = timestamps[from];
      }
    }
    return new Context(fewer, times, now, neighbours);
  }

  /** The same query in the ordinals of another catalogue, which holds all of its items. */
  public Context mapped(IntUnaryOperator ordinal) {
    int[] others = Arrays.stream(items).map(ordinal).toArray();
    return new Context(
        others, timestamps, now, Neighbours.lazily(() -> neighbours.get().mapped(ordinal)));
  }
}

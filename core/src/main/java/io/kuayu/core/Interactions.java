package io.kuayu.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Everybody's events, person by person and in each person's order of time, in columns: about 18
 * bytes an event. An event is named by its position in the columns. Immutable.
 *
 * <p>Where there are no times, order may be known inside each domain alone: then events lie on
 * {@link #apart strands}, and a question on one strand is asked with all others before it.
 */
public final class Interactions {
  private final List<String> users;
  private final int[] offsets;
  private final int[] items;
  private final long[] timestamps;
  private final byte[] parts;
  private final byte[] types;
  private final float[] values;
  private final List<String> typeNames;
  private final byte[] strands;

  /**
   * @param users names {@code [users]}
   * @param offsets {@code [users + 1]}: person u has the events {@code offsets[u] …
   *     offsets[u+1]-1}, oldest first
   * @param items catalogue ordinals {@code [events]}
   * @param timestamps unix seconds {@code [events]}, never falling within a person
   * @param parts codes of {@link Split} {@code [events]}
   * @param types indices into {@code typeNames} {@code [events]}
   * @param values strength of each event {@code [events]}
   */
  public Interactions(
      List<String> users,
      int[] offsets,
      int[] items,
      long[] timestamps,
      byte[] parts,
      byte[] types,
      float[] values,
      List<String> typeNames) {
    this(users, offsets, items, timestamps, parts, types, values, typeNames, new byte[0]);
  }

  private Interactions(
      List<String> users,
      int[] offsets,
      int[] items,
      long[] timestamps,
      byte[] parts,
      byte[] types,
      float[] values,
      List<String> typeNames,
      byte[] strands) {
    this.users = List.copyOf(users);
    this.offsets = offsets;
    this.items = items;
    this.timestamps = timestamps;
    this.parts = parts;
    this.types = types;
    this.values = values;
    this.typeNames = List.copyOf(typeNames);
    this.strands = strands;
    if (offsets.length != users.size() + 1L || offsets[users.size()] != items.length) {
      throw new IllegalArgumentException("the offsets do not fit the users and events");
    }
  }

  /**
   * The same events, whose order is known only among those of a person on the same strand. Times
   * then mean nothing: every question is asked a second after its event, so that all that a model
   * has learnt from lies before it.
   *
   * @param strand of each event, below 128
   */
  public Interactions apart(IntUnaryOperator strand) {
    byte[] numbers = new byte[items.length];
    for (int event = 0; event < numbers.length; event++) {
      int number = strand.applyAsInt(event);
      if (number < 0 || number > Byte.MAX_VALUE) {
        throw new IllegalArgumentException("no strand can have the number " + number);
      }
      numbers[event] = (byte) number;
    }
    return new Interactions(
        users, offsets, items, timestamps, parts, types, values, typeNames, numbers);
  }

  /** Whether events lie on strands, without an order across and without times. */
  public boolean isApart() {
    return strands.length > 0;
  }

  /** Number of people. */
  public int users() {
    return users.size();
  }

  /** A person's name. */
  public String user(int user) {
    return users.get(user);
  }

  /** Number of events of everybody. */
  public int events() {
    return items.length;
  }

  /** First event of a person. */
  public int begin(int user) {
    return offsets[user];
  }

  /** One past the last event of a person. */
  public int end(int user) {
    return offsets[user + 1];
  }

  public int item(int event) {
    return items[event];
  }

  /** Unix seconds. */
  public long timestamp(int event) {
    return timestamps[event];
  }

  public Split part(int event) {
    return Split.of(parts[event]);
  }

  public String type(int event) {
    return typeNames.get(types[event]);
  }

  public float value(int event) {
    return values[event];
  }

  /**
   * An event by the key of its item.
   *
   * @param catalogue whose ordinals the items are
   */
  public Event event(int event, Catalogue catalogue) {
    return new Event(catalogue.key(item(event)), timestamp(event), type(event), value(event));
  }

  /**
   * The question that the event answers: everything the person did before it, asked at its moment.
   * Where events lie on strands, what lies on the others comes first, all of it.
   *
   * @param user the person whose event it is
   */
  public Context before(int user, int event) {
    int begin = begin(user);
    if (isApart()) {
      return beforeOnStrand(user, event);
    }
    return new Context(
        Arrays.copyOfRange(items, begin, event),
        Arrays.copyOfRange(timestamps, begin, event),
        timestamps[event]);
  }

  private Context beforeOnStrand(int user, int event) {
    int[] chosen =
        IntStream.concat(
                IntStream.range(begin(user), end(user))
                    .filter(other -> strands[other] != strands[event]),
                IntStream.range(begin(user), event)
                    .filter(other -> strands[other] == strands[event]))
            .toArray();
    int[] before = new int[chosen.length];
    long[] times = new long[chosen.length];
    Arrays.fill(times, timestamps[event]);
    Arrays.setAll(before, index -> items[chosen[index]]);
    return new Context(before, times, timestamps[event] + 1);
  }

  /** Everything the person did, asked at the given moment. */
  public Context all(int user, long now) {
    return new Context(
        Arrays.copyOfRange(items, begin(user), end(user)),
        Arrays.copyOfRange(timestamps, begin(user), end(user)),
        now);
  }

  /** The events up to and including a part: {@code upTo(VALID)} hides the test part. */
  public Interactions upTo(Split last) {
    return where(event -> part(event).compareTo(last) <= 0);
  }

  /** The events whose position fulfils the condition; people keep their numbers. */
  public Interactions where(IntPredicate condition) {
    int[] kept = new int[items.length];
    int[] newOffsets = new int[offsets.length];
    int count = 0;
    for (int user = 0; user < users(); user++) {
      for (int event = begin(user); event < end(user); event++) {
        if (condition.test(event)) {
          kept[count++] = event;
        }
      }
      newOffsets[user + 1] = count;
    }
    int[] newItems = new int[count];
    long[] newTimestamps = new long[count];
    byte[] newParts = new byte[count];
    byte[] newTypes = new byte[count];
    float[] newValues = new float[count];
    byte[] newStrands = new byte[isApart() ? count : 0];
    for (int event = 0; event < count; event++) {
      newItems[event] = items[kept[event]];
      newTimestamps[event] = timestamps[kept[event]];
      newParts[event] = parts[kept[event]];
      newTypes[event] = types[kept[event]];
      newValues[event] = values[kept[event]];
      if (isApart()) {
        newStrands[event] = strands[kept[event]];
      }
    }
    return new Interactions(
        users,
        newOffsets,
        newItems,
        newTimestamps,
        newParts,
        newTypes,
        newValues,
        typeNames,
        newStrands);
  }
}

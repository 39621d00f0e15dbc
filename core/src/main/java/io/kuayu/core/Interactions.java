package io.kuayu.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Everybody's events, person by person and in each person's order of time, in columns: about 18
 * bytes an event. An event is named by its position in the columns. Immutable.
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

  /**
   * @param users names {@code [users]}
   * @param offsets {@code [users + 1]}: person u has the events {@code offsets[u] …
   *     offsets[u+1]-1}, oldest first
   * @param items catalogue ordinals {@code [events]}
   * @param timestamps unix seconds {@code [events]}, never falling within a person
   * @param parts codes of {@link Part} {@code [events]}
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
    this.users = List.copyOf(users);
    this.offsets = offsets;
    this.items = items;
    this.timestamps = timestamps;
    this.parts = parts;
    this.types = types;
    this.values = values;
    this.typeNames = List.copyOf(typeNames);
    if (offsets.length != users.size() + 1 || offsets[users.size()] != items.length) {
      throw new IllegalArgumentException("the offsets do not fit the users and events");
    }
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

  public Part part(int event) {
    return Part.of(parts[event]);
  }

  public String type(int event) {
    return typeNames.get(types[event]);
  }

  public float value(int event) {
    return values[event];
  }

  /**
   * The question that the event answers: everything the person did before it, asked at its moment.
   *
   * @param user the person whose event it is
   */
  public Context before(int user, int event) {
    int begin = begin(user);
    return new Context(
        Arrays.copyOfRange(items, begin, event),
        Arrays.copyOfRange(timestamps, begin, event),
        timestamps[event]);
  }

  /** Everything the person did, asked at the given moment. */
  public Context all(int user, long now) {
    return new Context(
        Arrays.copyOfRange(items, begin(user), end(user)),
        Arrays.copyOfRange(timestamps, begin(user), end(user)),
        now);
  }

  /** The events up to and including a part: {@code upTo(VALID)} hides the test part. */
  public Interactions upTo(Part last) {
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
    for (int event = 0; event < count; event++) {
      newItems[event] = items[kept[event]];
      newTimestamps[event] = timestamps[kept[event]];
      newParts[event] = parts[kept[event]];
      newTypes[event] = types[kept[event]];
      newValues[event] = values[kept[event]];
    }
    return new Interactions(
        users, newOffsets, newItems, newTimestamps, newParts, newTypes, newValues, typeNames);
  }
}

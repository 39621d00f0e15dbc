package io.kuayu.core;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The events of all people, person by person and in each person's order of time, in columns: about
 * 18 bytes an event. An event is named by its position, {@code 0 … events-1}. Immutable.
 *
 * <p>A selection ({@link #where}) is a view: it shares the columns and holds 4 bytes an event, or
 * nothing where it leaves nothing out.
 *
 * <p>Where there are no times, order may be known inside each domain alone: then events lie on
 * {@link #apart strands}, and a question on one strand is asked with all others before it.
 */
public final class Interactions {
  private static final int[] EVERY_ROW = {};

  private final List<String> users;
  private final int[] offsets;
  private final Columns columns;

  /** Row in the columns of each event, rising; {@link #EVERY_ROW} where event n is row n. */
  private final int[] rows;

  private final FriendNumbers friends;

  /** The events before any selection, {@code [rows]} each; strands are empty where unused. */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  private record Columns(
      int[] items,
      long[] timestamps,
      byte[] parts,
      byte[] types,
      float[] values,
      List<String> typeNames,
      byte[] strands) {
    Columns withStrands(byte[] other) {
      return new Columns(items, timestamps, parts, types, values, typeNames, other);
    }

    Columns withParts(byte[] other) {
      return new Columns(items, timestamps, other, types, values, typeNames, strands);
    }
  }

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
    this(
        users,
        offsets,
        new Columns(items, timestamps, parts, types, values, List.copyOf(typeNames), new byte[0]),
        EVERY_ROW,
        FriendNumbers.NONE);
    if (offsets.length != users.size() + 1L || offsets[users.size()] != items.length) {
      throw new IllegalArgumentException("the offsets do not fit the users and events");
    }
  }

  private Interactions(
      List<String> users, int[] offsets, Columns columns, int[] rows, FriendNumbers friends) {
    this.users = List.copyOf(users);
    this.offsets = offsets;
    this.columns = columns;
    this.rows = rows;
    this.friends = friends;
  }

  /**
   * The same events of people who have friends: every question is asked with what the friends of
   * the person did before its moment ({@link Context#neighbours}). Where events lie on strands
   * nothing tells what was before, and nothing of friends is used.
   */
  public Interactions withFriends(FriendGraph graph) {
    return new Interactions(users, offsets, columns, rows, FriendNumbers.of(graph, users));
  }

  /**
   * The same events of people who have the friends that they have in another log.
   *
   * @param origins the number there of each person here; of one person there can be several here
   */
  public Interactions withFriendsOf(Interactions other, int[] origins) {
    return other.friends.areAny()
        ? new Interactions(users, offsets, columns, rows, other.friends.renumbered(origins))
        : this;
  }

  /** Whether people have friends whose events can be used. */
  public boolean haveFriends() {
    return friends.areAny() && !isApart();
  }

  /** Where an event lies in the columns. */
  private int row(int event) {
    return rows.length == 0 ? event : rows[event];
  }

  /**
   * The same events, whose order is known only among those of a person on the same strand. Times
   * then mean nothing: every question is asked a second after its event, so that all that a model
   * has learnt from lies before it.
   *
   * @param strand of each event, below 128
   */
  public Interactions apart(IntUnaryOperator strand) {
    byte[] strands = new byte[columns.items.length];
    for (int event = 0; event < events(); event++) {
      int number = strand.applyAsInt(event);
      if (number < 0 || number > Byte.MAX_VALUE) {
        throw new IllegalArgumentException("no strand can have the number " + number);
      }
      strands[row(event)] = (byte) number;
    }
    return new Interactions(users, offsets, columns.withStrands(strands), rows, friends);
  }

  /** Whether events lie on strands, without an order across and without times. */
  public boolean isApart() {
    return columns.strands.length > 0;
  }

  /** Number of people. */
  public int users() {
    return users.size();
  }

  /** A person's name. */
  public String user(int user) {
    return users.get(user);
  }

  /** Number of events of all people. */
  public int events() {
    return offsets[offsets.length - 1];
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
    return columns.items[row(event)];
  }

  /** Unix seconds. */
  public long timestamp(int event) {
    return columns.timestamps[row(event)];
  }

  public Split part(int event) {
    return Split.of(columns.parts[row(event)]);
  }

  public String type(int event) {
    return columns.typeNames.get(columns.types[row(event)]);
  }

  public float value(int event) {
    return columns.values[row(event)];
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
    return isApart()
        ? beforeOnStrand(user, event)
        : withNeighbours(context(begin(user), event, timestamp(event)), user);
  }

  private Context withNeighbours(Context context, int user) {
    return haveFriends() ? context.withNeighbours(() -> neighbours(user, context.now())) : context;
  }

  private Neighbours neighbours(int user, long now) {
    Neighbours.Collector collector = new Neighbours.Collector(now);
    for (int friend : friends.friends()[user]) {
      for (int event = begin(friend); event < end(friend); event++) {
        collector.add(item(event), timestamp(event));
      }
      collector.endPerson();
    }
    return collector.of(friends.minPeople());
  }

  private Context beforeOnStrand(int user, int event) {
    byte strand = strand(event);
    int[] chosen =
        IntStream.concat(
                IntStream.range(begin(user), end(user)).filter(other -> strand(other) != strand),
                IntStream.range(begin(user), event).filter(other -> strand(other) == strand))
            .toArray();
    int[] before = new int[chosen.length];
    long[] times = new long[chosen.length];
    Arrays.fill(times, timestamp(event));
    Arrays.setAll(before, index -> item(chosen[index]));
    return new Context(before, times, timestamp(event) + 1);
  }

  private byte strand(int event) {
    return columns.strands[row(event)];
  }

  /** Everything the person did, asked at the given moment. */
  public Context all(int user, long now) {
    return withNeighbours(context(begin(user), end(user), now), user);
  }

  private Context context(int begin, int end, long now) {
    int length = end - begin;
    int first = length == 0 ? 0 : row(begin);
    if (length == 0 || row(end - 1) - first == length - 1) {
      return new Context(
          Arrays.copyOfRange(columns.items, first, first + length),
          Arrays.copyOfRange(columns.timestamps, first, first + length),
          now);
    }
    int[] items = new int[length];
    long[] times = new long[length];
    for (int index = 0; index < length; index++) {
      items[index] = item(begin + index);
      times[index] = timestamp(begin + index);
    }
    return new Context(items, times, now);
  }

  /**
   * The same events in other parts. Costs a byte an event; the other columns are shared.
   *
   * @param part of the event at a position
   */
  public Interactions inParts(IntFunction<Split> part) {
    byte[] other = columns.parts.clone();
    for (int event = 0; event < events(); event++) {
      other[row(event)] = part.apply(event).code();
    }
    return new Interactions(users, offsets, columns.withParts(other), rows, friends);
  }

  /** The events up to and including a part: {@code upTo(VALID)} hides the test part. A view. */
  public Interactions upTo(Split last) {
    return where(event -> part(event).compareTo(last) <= 0);
  }

  /**
   * The events whose position fulfils the condition; people keep their numbers. A view on these
   * columns, or this object where every event fulfils it.
   *
   * @param condition asked once of each event, in order
   */
  public Interactions where(IntPredicate condition) {
    BitSet kept = new BitSet(events());
    int[] newOffsets = new int[offsets.length];
    int count = 0;
    for (int user = 0; user < users(); user++) {
      for (int event = begin(user); event < end(user); event++) {
        if (condition.test(event)) {
          kept.set(event);
          count++;
        }
      }
      newOffsets[user + 1] = count;
    }
    if (count == events()) {
      return this;
    }
    int[] newRows = new int[count];
    int event = -1;
    for (int index = 0; index < count; index++) {
      event = kept.nextSetBit(event + 1);
      newRows[index] = row(event);
    }
    return new Interactions(users, newOffsets, columns, newRows, friends);
  }
}

package io.kuayu.models.sequence;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A history as the network reads it: one position an event, behind a first one that stands for the
 * beginning. Each position asks for what comes next, and knows in which domain and how long after
 * its own event that will be: later positions know it anyway, so nothing leaks.
 *
 * @param items row of the item in the trained table, or {@link #NO_ITEM} where the position has
 *     none
 * @param kinds what the position is, see {@link #kind}
 * @param gaps bucket of the time since the event before
 * @param targets domain that the position asks for, shifted by one; 0 where it asks for nothing
 * @param waits bucket of the time until the event that the position asks for
 * @param times when the position's own event happened; the first moment known for the beginning
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record SequenceInput(
    int[] items, int[] kinds, int[] gaps, int[] targets, int[] waits, long[] times) {
  public static final int NO_ITEM = -1;

  /** Number of input. */
  public int length() {
    return items.length;
  }

  /** The kind of the first position. */
  static final int BEGINNING = 0;

  /** The kind of a position whose item is hidden, for the masked objective. */
  static final int HIDDEN = 1;

  /** The kind of a position with an item of that domain. */
  public static int kind(int domain) {
    return domain + 2;
  }

  /** Number of kinds. */
  public static int kinds(int domains) {
    return domains + 2;
  }

  /**
   * Reads a context for the causal objective; its last position asks for an item of {@code domain}
   * at the context's moment.
   *
   * @param rows from ordinals to rows of the item table
   */
  public static SequenceInput causal(
      Context context, int domain, Catalogue catalogue, IntUnaryOperator rows) {
    int count = context.length();
    SequenceInput input = blank(count + 1);
    for (int index = 0; index < count; index++) {
      input.event(index + 1, index, context, catalogue, rows);
      input.ask(
          index,
          index == 0,
          catalogue.domainOf(context.items()[index]),
          context.timestamps()[index]);
    }
    input.times[0] = count == 0 ? context.now() : context.timestamps()[0];
    input.ask(count, count == 0, domain, context.now());
    return input;
  }

  /**
   * Reads all events but the last: each position, the last one too, asks for the event behind it.
   */
  public static SequenceInput taught(Context window, Catalogue catalogue, IntUnaryOperator rows) {
    int last = window.length() - 1;
    Context before =
        new Context(
            Arrays.copyOf(window.items(), last),
            Arrays.copyOf(window.timestamps(), last),
            window.timestamps()[last]);
    return causal(before, catalogue.domainOf(window.items()[last]), catalogue, rows);
  }

  /**
   * Reads a context for the masked objective: a last position, behind those of the events, stands
   * for the item that is asked for.
   */
  public static SequenceInput masked(
      Context context, int domain, Catalogue catalogue, IntUnaryOperator rows) {
    int count = context.length();
    SequenceInput input = blank(count + 2);
    for (int index = 0; index < count; index++) {
      input.event(index + 1, index, context, catalogue, rows);
    }
    input.times[0] = count == 0 ? context.now() : context.timestamps()[0];
    input.hide(count + 1, domain);
    long before = count == 0 ? context.now() : context.timestamps()[count - 1];
    input.gaps[count + 1] =
        count == 0 ? TimeGapBuckets.NONE : TimeGapBuckets.bucket(context.now() - before);
    input.times[count + 1] = context.now();
    return input;
  }

  /** Reads the events of a context alone, none of whose positions asks for anything yet. */
  public static SequenceInput of(Context context, Catalogue catalogue, IntUnaryOperator rows) {
    SequenceInput input = blank(context.length() + 1);
    for (int index = 0; index < context.length(); index++) {
      input.event(index + 1, index, context, catalogue, rows);
    }
    return input;
  }

  /** Hides the item of a position, which then asks for it. */
  public void hide(int position, int domain) {
    items[position] = NO_ITEM;
    kinds[position] = HIDDEN;
    targets[position] = domain + 1;
  }

  private static SequenceInput blank(int length) {
    SequenceInput input =
        new SequenceInput(
            new int[length],
            new int[length],
            new int[length],
            new int[length],
            new int[length],
            new long[length]);
    input.items[0] = NO_ITEM;
    input.kinds[0] = BEGINNING;
    return input;
  }

  private void event(
      int position, int index, Context context, Catalogue catalogue, IntUnaryOperator rows) {
    int item = context.items()[index];
    long[] times = context.timestamps();
    items[position] = rows.applyAsInt(item);
    kinds[position] = kind(catalogue.domainOf(item));
    gaps[position] =
        index == 0 ? TimeGapBuckets.NONE : TimeGapBuckets.bucket(times[index] - times[index - 1]);
    this.times[position] = times[index];
  }

  private void ask(int position, boolean first, int domain, long moment) {
    targets[position] = domain + 1;
    waits[position] = first ? TimeGapBuckets.NONE : TimeGapBuckets.bucket(moment - times[position]);
  }
}

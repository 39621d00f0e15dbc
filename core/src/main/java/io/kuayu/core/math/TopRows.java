package io.kuayu.core.math;

import java.util.Arrays;

/**
 * Keeps the rows with the greatest values in a heap of one number each. Among equal values lower
 * rows are greater.
 */
public final class TopRows {
  private static final long EMPTY = Long.MIN_VALUE;

  private final long[] heap;
  private float threshold = Float.NEGATIVE_INFINITY;

  /**
   * @param max how many are kept, at least 1
   */
  public TopRows(int max) {
    heap = new long[max];
    Arrays.fill(heap, EMPTY);
  }

  /** What a value must reach to be kept, so that what is dear to find out is found out for few. */
  public float threshold() {
    return threshold;
  }

  public void offer(int row, float value) {
    long key = key(row, value);
    if (key <= heap[0]) {
      return;
    }
    int at = 0;
    int child = 1;
    while (child < heap.length) {
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= key) {
        break;
      }
      heap[at] = heap[child];
      at = child;
      child = 2 * at + 1;
    }
    heap[at] = key;
    if (heap[0] != EMPTY) {
      threshold = value(heap[0]);
    }
  }

  /** What was kept, in no order. */
  public int[] rows() {
    return Arrays.stream(heap).filter(key -> key != EMPTY).mapToInt(key -> ~(int) key).toArray();
  }

  /** What was kept, greatest first. */
  public Row[] descending() {
    long[] kept = Arrays.stream(heap).filter(key -> key != EMPTY).sorted().toArray();
    Row[] greatest = new Row[kept.length];
    for (int index = 0; index < greatest.length; index++) {
      long key = kept[kept.length - 1 - index];
      greatest[index] = new Row(~(int) key, value(key));
    }
    return greatest;
  }

  /** A row that was kept, and its value. */
  public record Row(int row, float value) {}

  /** Orders as values do and, among equal ones, lower rows as greater. */
  private static long key(int row, float value) {
    int bits = Float.floatToIntBits(value);
    return ((long) (bits < 0 ? bits ^ Integer.MAX_VALUE : bits) << 32) | (~row & 0xffffffffL);
  }

  private static float value(long key) {
    int bits = (int) (key >> 32);
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MAX_VALUE : bits);
  }
}

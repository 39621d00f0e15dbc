package io.kuayu.engine.vector;

import java.util.Arrays;

/** Keeps the rows with the greatest products in a heap of one number each. */
final class BestRows {
  private static final long EMPTY = Long.MIN_VALUE;

  private final long[] heap;
  private float threshold = Float.NEGATIVE_INFINITY;

  BestRows(int most) {
    heap = new long[most];
    Arrays.fill(heap, EMPTY);
  }

  /** What a product must reach to be kept. */
  float threshold() {
    return threshold;
  }

  void offer(int row, float product) {
    long key = key(row, product);
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
      threshold = product(heap[0]);
    }
  }

  /** What was kept, best first. */
  Near[] descending() {
    long[] kept = Arrays.stream(heap).filter(key -> key != EMPTY).sorted().toArray();
    Near[] best = new Near[kept.length];
    for (int index = 0; index < best.length; index++) {
      long key = kept[kept.length - 1 - index];
      best[index] = new Near(~(int) key, product(key));
    }
    return best;
  }

  /** Orders as products do and, among equal ones, lower rows as greater. */
  private static long key(int row, float product) {
    int bits = Float.floatToIntBits(product);
    return ((long) (bits < 0 ? bits ^ Integer.MAX_VALUE : bits) << 32) | (~row & 0xffffffffL);
  }

  private static float product(long key) {
    int bits = (int) (key >> 32);
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MAX_VALUE : bits);
  }
}

package io.kuayu.engine.rerank;

import java.util.Arrays;

/**
 * Keeps the highest scores in a heap whose root is the lowest score kept. It takes constant memory,
 * and one comparison for most scores. Among equal scores the higher tie-breaker wins.
 */
public final class TopK {
  private final int[] items;
  private final float[] scores;
  private final long[] ties;
  private int size;

  /**
   * @param capacity the number of entries to keep
   */
  public TopK(int capacity) {
    items = new int[capacity];
    scores = new float[capacity];
    ties = new long[capacity];
  }

  /** Whether the score would be kept, so that expensive checks run for few candidates. */
  public boolean isAccepted(float score, long tie) {
    return !Float.isNaN(score)
        && (size < items.length || (size > 0 && isWorse(scores[0], ties[0], score, tie)));
  }

  /** Offers one score; NaN is ignored. */
  public void offer(int item, float score, long tie) {
    if (!isAccepted(score, tie)) {
      return;
    }
    if (size < items.length) {
      set(size, item, score, tie);
      size++;
      siftUp(size - 1);
    } else {
      set(0, item, score, tie);
      siftDown(0, size);
    }
  }

  /** The entries kept, best first. Nothing may be offered afterwards. */
  public Candidate[] descending() {
    for (int end = size - 1; end > 0; end--) {
      swap(0, end);
      siftDown(0, end);
    }
    Candidate[] best = new Candidate[size];
    Arrays.setAll(best, index -> new Candidate(items[index], scores[index], ties[index]));
    return best;
  }

  private void siftUp(int index) {
    int child = index;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!isWorse(child, parent)) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  private void siftDown(int index, int end) {
    int parent = index;
    for (int child = 2 * parent + 1; child < end; child = 2 * parent + 1) {
      if (child + 1 < end && isWorse(child + 1, child)) {
        child++;
      }
      if (!isWorse(child, parent)) {
        return;
      }
      swap(child, parent);
      parent = child;
    }
  }

  private boolean isWorse(int left, int right) {
    return isWorse(scores[left], ties[left], scores[right], ties[right]);
  }

  private static boolean isWorse(float score, long tie, float otherScore, long otherTie) {
    return score < otherScore || (score == otherScore && tie < otherTie);
  }

  private void set(int index, int item, float score, long tie) {
    items[index] = item;
    scores[index] = score;
    ties[index] = tie;
  }

  private void swap(int left, int right) {
    int item = items[left];
    float score = scores[left];
    long tie = ties[left];
    set(left, items[right], scores[right], ties[right]);
    set(right, item, score, tie);
  }
}

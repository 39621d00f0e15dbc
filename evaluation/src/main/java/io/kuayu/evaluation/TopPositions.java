package io.kuayu.evaluation;

import java.util.function.IntConsumer;

/** Finds the positions with the highest scores; the first of equal ones. Not thread-safe. */
final class TopPositions {
  private final int[] positions;
  private final float[] best;

  TopPositions(int size) {
    positions = new int[size];
    best = new float[size];
  }

  /** The positions of the highest scores that are not excluded, best first. */
  void choose(float[] scores, boolean[] leftOut, IntConsumer chosen) {
    int count = 0;
    for (int position = 0; position < scores.length; position++) {
      float score = scores[position];
      if (leftOut[position] || (count == best.length && score <= best[count - 1])) {
        continue;
      }
      int place = count < best.length ? count++ : count - 1;
      while (place > 0 && best[place - 1] < score) {
        best[place] = best[place - 1];
        positions[place] = positions[place - 1];
        place--;
      }
      best[place] = score;
      positions[place] = position;
    }
    for (int index = 0; index < count; index++) {
      chosen.accept(positions[index]);
    }
  }
}

package io.kuayu.training;

import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts examples into batches, in a new order for each seed. */
public final class Batches {
  /** Examples are sorted by length within this many batches, so that batches still vary. */
  private static final int POOL = 32;

  private Batches() {}

  /** The examples 0 … count-1 in random order; the last batch may be smaller. */
  public static List<int[]> shuffled(int count, int size, Seed seed) {
    return cut(shuffle(identity(count), seed.random()), size);
  }

  /**
   * Batches of examples of similar length, so that little padding is needed. The grouping of
   * examples and the order of the batches are random.
   *
   * @param lengths of the examples
   */
  public static List<int[]> byLength(int[] lengths, int size, Seed seed) {
    SplittableRandom random = seed.random();
    int[] order = shuffle(identity(lengths.length), random);
    List<int[]> batches = new ArrayList<>();
    for (int[] pool : cut(order, size * POOL)) {
      int[] sorted =
          Arrays.stream(pool)
              .boxed()
              .sorted((one, other) -> Integer.compare(lengths[one], lengths[other]))
              .mapToInt(Integer::intValue)
              .toArray();
      batches.addAll(cut(sorted, size));
    }
    int[] turns = shuffle(identity(batches.size()), random);
    return Arrays.stream(turns).mapToObj(batches::get).toList();
  }

  private static int[] identity(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, number -> number);
    return numbers;
  }

  private static int[] shuffle(int[] numbers, SplittableRandom random) {
    for (int last = numbers.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int held = numbers[last];
      numbers[last] = numbers[other];
      numbers[other] = held;
    }
    return numbers;
  }

  private static List<int[]> cut(int[] numbers, int size) {
    List<int[]> pieces = new ArrayList<>();
    for (int begin = 0; begin < numbers.length; begin += size) {
      pieces.add(Arrays.copyOfRange(numbers, begin, Math.min(begin + size, numbers.length)));
    }
    return pieces;
  }
}

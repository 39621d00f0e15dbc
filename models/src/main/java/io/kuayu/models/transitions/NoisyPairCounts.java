package io.kuayu.models.transitions;

import io.kuayu.core.Interactions;
import io.kuayu.privacy.dp.GaussianNoise;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many people took each item, and both items of each pair of a public list shortly after one
 * another, under differential privacy. All items and all pairs of the list get noise, so which of
 * them are told depends on nobody and no part of δ is spent on a threshold.
 *
 * @param items noisy counts, {@code [items]}
 * @param pairs noisy counts, in the order of the list
 */
@SuppressWarnings("ArrayRecordComponent") // Read in place.
record NoisyPairCounts(double[] items, double[] pairs) {
  /** The part of the budget, as the inverse of the noise's variance, that the pairs get. */
  private static final double PAIR_SHARE = .7;

  /** Ranges of counts within which noise is told from people, and how many there are. */
  private static final int BINS_PER_DEVIATION = 4;

  private static final int BINS = 201;

  /** Standard deviation of the noise of the items' counts. */
  static double itemNoise(PrivacyBudget budget) {
    return budget.noise(1) / Math.sqrt(1 - PAIR_SHARE);
  }

  /** Standard deviation of the noise of the pairs' counts. */
  static double pairNoise(PrivacyBudget budget) {
    return budget.noise(1) / Math.sqrt(PAIR_SHARE);
  }

  /** What both releases together promise. */
  static Guarantee guarantee(PrivacyBudget budget) {
    return Guarantee.of(
        budget.delta(),
        List.of(
            new Guarantee.Mechanism("noisy counts of items", 1, itemNoise(budget), 1, 1),
            new Guarantee.Mechanism("noisy counts of near pairs", 1, pairNoise(budget), 1, 1)));
  }

  /**
   * Counts and adds noise.
   *
   * @param list keys of {@link NearPairs}, rising; not made from events
   * @param window how many events after an event make a pair with it
   */
  static NoisyPairCounts of(
      Interactions training, int items, long[] list, int window, PrivacyBudget budget) {
    GaussianNoise itemNoise = GaussianNoise.of(itemNoise(budget));
    GaussianNoise pairNoise = GaussianNoise.of(pairNoise(budget));
    long[] itemSums = new long[items];
    long[] pairSums = new long[list.length];
    for (int user = 0; user < training.users(); user++) {
      int[] own = lastItems(training, user, budget);
      addItems(own, itemNoise, itemSums);
      addPairs(own, list, window, pairNoise, pairSums);
    }
    return new NoisyPairCounts(
        Arrays.stream(itemSums).mapToDouble(itemNoise::noisy).toArray(),
        Arrays.stream(pairSums).mapToDouble(pairNoise::noisy).toArray());
  }

  /** The items of a person's events that count, in their order. */
  static int[] lastItems(Interactions training, int user, PrivacyBudget budget) {
    int end = training.end(user);
    int begin = Math.max(training.begin(user), end - budget.maxEventsPerPerson());
    int[] items = new int[end - begin];
    Arrays.setAll(items, index -> training.item(begin + index));
    return items;
  }

  /** Adds what a person gives to the items: a vector of length 1. */
  static void addItems(int[] own, GaussianNoise noise, long[] sums) {
    int[] different = Arrays.stream(own).distinct().toArray();
    long step = noise.steps(1 / Math.sqrt(different.length));
    for (int item : different) {
      sums[item] += step;
    }
  }

  /** Adds what a person gives to the pairs of the list: a vector of length 1. */
  static void addPairs(int[] own, long[] list, int window, GaussianNoise noise, long[] sums) {
    Set<Integer> taken = new HashSet<>();
    for (int one = 0; one < own.length; one++) {
      for (int other = one + 1; other < own.length && other <= one + window; other++) {
        int place = Arrays.binarySearch(list, NearPairs.key(own[one], own[other]));
        if (place >= 0) {
          taken.add(place);
        }
      }
    }
    if (!taken.isEmpty()) {
      long step = noise.steps(1 / Math.sqrt(taken.size()));
      for (int place : taken) {
        sums[place] += step;
      }
    }
  }

  /**
   * The counts of pairs, each times the square of the share of pairs with a count of its size that
   * are not noise alone: what is most likely noise costs more places than it wins. Noise is as
   * often below zero as above, and people only add: of the pairs in a range as many are noise as
   * there are in its mirror image below zero (as the target–decoy and knockoff methods count false
   * discoveries; Barber and Candès, Annals of Statistics 2015). The share never falls with the
   * count. Spends no budget.
   *
   * @param deviation standard deviation of the pairs' noise
   * @return {@code [pairs]}, not negative
   */
  double[] shrunkPairs(double deviation) {
    int[] above = new int[BINS];
    int[] below = new int[BINS];
    for (double count : pairs) {
      (count > 0 ? above : below)[bin(count, deviation)]++;
    }
    double[] real = new double[BINS];
    double least = 1;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      if (above[bin] > 0) {
        least = Math.min(least, Math.max(0, 1 - (double) below[bin] / above[bin]));
      }
      real[bin] = least;
    }
    double[] shrunk = new double[pairs.length];
    for (int pair = 0; pair < pairs.length; pair++) {
      double count = pairs[pair];
      double share = count > 0 ? real[bin(count, deviation)] : 0;
      shrunk[pair] = count * share * share;
    }
    return shrunk;
  }

  private static int bin(double count, double deviation) {
    return (int) Math.min(BINS - 1, Math.abs(count) / deviation * BINS_PER_DEVIATION);
  }
}

package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Samples candidates that depend only on the seed, the person and the question. */
final class SampledCandidates {
  private SampledCandidates() {}

  /**
   * Positions in the domain, uniformly without replacement, excluding items with which the person
   * ever had an event; all of them where there are fewer. Costs one pass over the domain.
   */
  static int[] draw(
      Catalogue catalogue,
      Interactions interactions,
      Seed seed,
      int user,
      int event,
      int domain,
      int count) {
    int size = catalogue.ordinals(domain).length;
    int[] own = ownPositions(catalogue, interactions, user, domain);
    int[] allowed = new int[size];
    int length = 0;
    for (int position = 0, skip = 0; position < size; position++) {
      if (skip < own.length && own[skip] == position) {
        skip++;
      } else {
        allowed[length++] = position;
      }
    }
    SplittableRandom random =
        seed.derive("candidates")
            .derive(interactions.user(user))
            .derive(event - interactions.begin(user))
            .random();
    int drawn = Math.min(count, length);
    for (int index = 0; index < drawn; index++) {
      int other = random.nextInt(index, length);
      int swapped = allowed[other];
      allowed[other] = allowed[index];
      allowed[index] = swapped;
    }
    return Arrays.copyOf(allowed, drawn);
  }

  private static int[] ownPositions(
      Catalogue catalogue, Interactions interactions, int user, int domain) {
    return IntStream.range(interactions.begin(user), interactions.end(user))
        .map(interactions::item)
        .filter(item -> catalogue.domainOf(item) == domain)
        .map(catalogue::positionOf)
        .sorted()
        .distinct()
        .toArray();
  }
}

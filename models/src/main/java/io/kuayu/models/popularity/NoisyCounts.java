package io.kuayu.models.popularity;

import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import io.kuayu.privacy.dp.GaussianNoise;
import io.kuayu.privacy.dp.PrivacyBudget;

/**
 * How many people took each item, under differential privacy. A person counts once for each of
 * their last items; every item of the catalogue gets noise, those without events too.
 */
final class NoisyCounts {
  private NoisyCounts() {}

  /** Counts that are not negative, {@code [items]}. */
  static int[] of(TrainingData data, PrivacyBudget budget) {
    Interactions interactions = data.interactions();
    int items = data.catalogue().size();
    int[] people = new int[items];
    int[] lastPerson = new int[items];
    for (int user = 0; user < interactions.users(); user++) {
      int left = budget.maxEventsPerPerson();
      int begin = interactions.begin(user);
      for (int event = interactions.end(user) - 1; event >= begin && left > 0; event--) {
        int item = interactions.item(event);
        if (interactions.part(event) == Split.TRAIN && lastPerson[item] != user + 1) {
          lastPerson[item] = user + 1;
          people[item]++;
          left--;
        }
      }
    }
    // A person adds 1 to so many counts: a vector of this length.
    double length = Math.sqrt(budget.maxEventsPerPerson());
    GaussianNoise noise = GaussianNoise.of(length * budget.noise(1));
    long one = noise.steps(1);
    int[] counts = new int[items];
    for (int item = 0; item < items; item++) {
      counts[item] = (int) Math.max(0, Math.round(noise.noisy(people[item] * one)));
    }
    return counts;
  }
}

package io.kuayu.evaluation;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Reason;
import io.kuayu.core.Seed;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measures whether reasons are faithful to the model. It explains the best item in the domain of a
 * person's last event. Then it computes that item's score without the item of the history that is
 * given as the strongest reason, and without another one drawn at random.
 *
 * @param measured people whose list had such a reason and another item in the history
 * @param stated the mean fall of the score without the strongest reason
 * @param other the mean fall without the other item
 * @param faithful number of people for whom it falls more without the strongest reason
 * @param unfaithful number of people for whom it falls less
 */
public record Faithfulness(
    int measured, double stated, double other, int faithful, int unfaithful) {
  /**
   * Measures a model on a random sample of people.
   *
   * @param people the sample size
   */
  public static Faithfulness of(Model model, Interactions events, int people, Seed seed) {
    SplittableRandom random = seed.random();
    int measured = 0;
    int faithful = 0;
    int unfaithful = 0;
    double stated = 0;
    double other = 0;
    for (int n = 0; n < people; n++) {
      int user = random.nextInt(events.users());
      int last = events.end(user) - 1;
      Context context = events.before(user, last);
      int item = best(model, context, model.catalogue().domainOf(events.item(last)));
      int strongest = strongest(model, context, item);
      int[] others = Arrays.stream(context.items()).filter(own -> own != strongest).toArray();
      if (strongest < 0 || others.length == 0) {
        continue;
      }
      int drawn = others[random.nextInt(others.length)];
      float fullScore = score(model, context, item);
      double without = fullScore - score(model, context.where(own -> own != strongest), item);
      double withoutDrawn = fullScore - score(model, context.where(own -> own != drawn), item);
      measured++;
      stated += without;
      other += withoutDrawn;
      faithful += without > withoutDrawn ? 1 : 0;
      unfaithful += without < withoutDrawn ? 1 : 0;
    }
    return new Faithfulness(measured, stated / measured, other / measured, faithful, unfaithful);
  }

  /** A text for users. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%d people; without the strongest reason %.4f less, without another event %.4f; more for"
            + " %d, less for %d",
        measured,
        stated,
        other,
        faithful,
        unfaithful);
  }

  /** The best item of the domain that the history does not hold. */
  private static int best(Model model, Context context, int domain) {
    int[] items = model.catalogue().ordinals(domain);
    float[] scores = new float[items.length];
    model.score(context, domain, scores);
    int best = -1;
    for (int position = 0; position < items.length; position++) {
      if (!context.contains(items[position]) && (best < 0 || scores[position] > scores[best])) {
        best = position;
      }
    }
    return items[best];
  }

  /**
   * The item of the history with the largest contribution, as the engine adds up its events; -1 for
   * none.
   */
  private static int strongest(Model model, Context context, int item) {
    Map<Integer, Double> weights = new HashMap<>();
    for (Contribution contribution : model.explain(context, item)) {
      if (contribution.kind().equals(Reason.HISTORY)) {
        int own = context.items()[contribution.event().orElseThrow()];
        weights.merge(own, contribution.weight(), Double::sum);
      }
    }
    return weights.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(-1);
  }

  private static float score(Model model, Context context, int item) {
    int domain = model.catalogue().domainOf(item);
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    model.score(context, domain, scores);
    return scores[model.catalogue().positionOf(item)];
  }
}

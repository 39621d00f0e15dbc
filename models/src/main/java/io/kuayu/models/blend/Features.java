package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Model;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What the blend reads of every candidate of one query: each expert's score, standardised over the
 * domain, once as it is (within bounds) and once compressed by a signed root; and the facts: 1,
 * training frequency, age, not yet seen, no text.
 */
final class Features {
  static final int FACTS = 5;

  private static final float STEEPEST = 30;
  private static final float SCALE = .1f;

  /** The family whose experts know nothing of an item without text. */
  static final String TEXT = "text";

  private static final double DAY = 86_400;

  private final float[][] standardised;
  private final int[] items;
  private final ItemFacts facts;
  private final long now;

  private Features(float[][] standardised, int[] items, ItemFacts facts, long now) {
    this.standardised = standardised;
    this.items = items;
    this.facts = facts;
    this.now = now;
  }

  static int count(int experts) {
    return 2 * experts + FACTS;
  }

  /** Index of the feature that is 1 for every candidate. */
  static int constant(int experts) {
    return 2 * experts;
  }

  static Features of(
      List<Model> experts, ItemFacts facts, Catalogue catalogue, Context context, int domain) {
    int[] items = catalogue.ordinals(domain);
    float[][] standardised = new float[experts.size()][items.length];
    for (int expert = 0; expert < standardised.length; expert++) {
      experts.get(expert).score(context, domain, standardised[expert]);
      boolean readsTextAlone = experts.get(expert).family().equals(TEXT);
      standardise(
          standardised[expert], position -> !readsTextAlone || facts.hasText(items[position]));
    }
    return new Features(standardised, items, facts, context.now());
  }

  /**
   * Brings the scores of what an expert can know to mean 0 and deviation 1; constant scores, and
   * those of what it cannot know, to 0, so that they speak neither for nor against an item.
   */
  private static void standardise(float[] scores, IntPredicate known) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int position = 0; position < scores.length; position++) {
      if (known.test(position)) {
        sum += scores[position];
        squares += (double) scores[position] * scores[position];
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double variance = count == 0 ? 0 : squares / count - mean * mean;
    double scale = variance > 1e-12 * squares / Math.max(1, count) ? 1 / Math.sqrt(variance) : 0;
    for (int position = 0; position < scores.length; position++) {
      scores[position] = known.test(position) ? (float) ((scores[position] - mean) * scale) : 0;
    }
  }

  int experts() {
    return standardised.length;
  }

  int candidates() {
    return items.length;
  }

  /** An expert's standardised scores of all candidates. */
  float[] standardised(int expert) {
    return standardised[expert];
  }

  int segment(int position) {
    return facts.segment(items[position]);
  }

  private static float bounded(float standard) {
    return SCALE * Math.clamp(standard, -STEEPEST, STEEPEST);
  }

  private static float root(float standard) {
    return Math.copySign((float) Math.sqrt(Math.abs(standard)), standard);
  }

  /** Writes the features of a candidate. */
  void copy(int position, float[] target, int at) {
    for (int expert = 0; expert < standardised.length; expert++) {
      float standard = standardised[expert][position];
      target[at + 2 * expert] = bounded(standard);
      target[at + 2 * expert + 1] = root(standard);
    }
    int fact = at + constant(standardised.length);
    int item = items[position];
    long age = facts.age(item, now);
    target[fact] = 1;
    target[fact + 1] = facts.logCount(item);
    target[fact + 2] = age < 0 ? 0 : .2f * (float) Math.log1p(age / DAY);
    target[fact + 3] = age < 0 ? 1 : 0;
    target[fact + 4] = facts.hasText(item) ? 0 : 1;
  }

  /** What an expert adds to the score of a candidate under these weights. */
  float ofExpert(int expert, int position, float[] weights) {
    float standard = standardised[expert][position];
    return weights[2 * expert] * bounded(standard) + weights[2 * expert + 1] * root(standard);
  }

  /** What the facts add to it. */
  float ofFacts(int position, float[] weights) {
    int fact = constant(standardised.length);
    int item = items[position];
    long age = facts.age(item, now);
    float sum = weights[fact] + weights[fact + 1] * facts.logCount(item);
    sum += facts.hasText(item) ? 0 : weights[fact + 4];
    return age < 0
        ? sum + weights[fact + 3]
        : sum + weights[fact + 2] * .2f * (float) Math.log1p(age / DAY);
  }
}

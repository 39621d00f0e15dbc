package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Model;
import java.util.List;

/**
 * What the blend reads of every candidate of one query: each expert's score, standardised over the
 * domain, once as it is (within bounds) and once compressed by a signed root; and the facts: 1,
 * training frequency, age, not yet seen.
 */
final class Features {
  static final int FACTS = 4;

  private static final float STEEPEST = 30;
  private static final float SCALE = .1f;
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

  static Features of(
      List<Model> experts, ItemFacts facts, Catalogue catalogue, Context context, int domain) {
    int[] items = catalogue.ordinals(domain);
    float[][] standardised = new float[experts.size()][items.length];
    for (int expert = 0; expert < standardised.length; expert++) {
      experts.get(expert).score(context, domain, standardised[expert]);
      standardise(standardised[expert]);
    }
    return new Features(standardised, items, facts, context.now());
  }

  /** Brings scores to mean 0 and deviation 1; constant ones to 0. */
  private static void standardise(float[] scores) {
    double sum = 0;
    double squares = 0;
    for (float score : scores) {
      sum += score;
      squares += (double) score * score;
    }
    double mean = sum / scores.length;
    double variance = squares / scores.length - mean * mean;
    double scale = variance > 1e-12 * squares / scores.length ? 1 / Math.sqrt(variance) : 0;
    for (int position = 0; position < scores.length; position++) {
      scores[position] = (float) ((scores[position] - mean) * scale);
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
    int fact = at + 2 * standardised.length;
    int item = items[position];
    long age = facts.age(item, now);
    target[fact] = 1;
    target[fact + 1] = (float) Math.log1p(facts.count(item));
    target[fact + 2] = age < 0 ? 0 : .2f * (float) Math.log1p(age / DAY);
    target[fact + 3] = age < 0 ? 1 : 0;
  }

  /** What an expert adds to the score of a candidate under these weights. */
  float ofExpert(int expert, int position, float[] weights) {
    float standard = standardised[expert][position];
    return weights[2 * expert] * bounded(standard) + weights[2 * expert + 1] * root(standard);
  }

  /** What the facts add to it. */
  float ofFacts(int position, float[] weights) {
    int fact = 2 * standardised.length;
    int item = items[position];
    long age = facts.age(item, now);
    float sum = weights[fact] + weights[fact + 1] * (float) Math.log1p(facts.count(item));
    return age < 0
        ? sum + weights[fact + 3]
        : sum + weights[fact + 2] * .2f * (float) Math.log1p(age / DAY);
  }
}

package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.UnixTime;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.models.dense.FastLogarithm;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The features of every candidate of one query. Each expert's score is standardised over the domain
 * and given twice: clipped, and compressed by a signed root. The facts are a constant 1, training
 * frequency, age, not yet seen, and no text.
 */
final class BlendFeatures {
  static final int FACTS = 5;

  private static final float STEEPEST = 30;
  private static final float SCALE = .1f;

  /** The family whose experts cannot score an item without contents. */
  static final String TEXT = "text";

  private final float[][] standardised;
  private final int[] items;
  private final ItemStatistics facts;
  private final long now;
  private final boolean isSparse;

  private BlendFeatures(
      float[][] standardised, int[] items, ItemStatistics facts, long now, boolean isSparse) {
    this.standardised = standardised;
    this.items = items;
    this.facts = facts;
    this.now = now;
    this.isSparse = isSparse;
  }

  static int count(int experts) {
    return 2 * experts + FACTS;
  }

  /** Index of the feature that is 1 for every candidate. */
  static int constant(int experts) {
    return 2 * experts;
  }

  /** Index of the feature that keeps an expert's order and has no bounds. */
  static int rooted(int expert) {
    return 2 * expert + 1;
  }

  /**
   * Computes the features of all candidates of a domain. If training has no event in the domain, no
   * weight could be learned for it and experts trained on other domains only guess. In that case
   * only the text experts count, if there are any. An item that training never saw has the mean
   * standardised scores of its {@link TextNeighbours}, except those of text experts, which know it.
   */
  static BlendFeatures of(
      List<Model> experts, ItemStatistics facts, Catalogue catalogue, Context context, int domain) {
    int[] items = catalogue.ordinals(domain);
    float[][] standardised = new float[experts.size()][items.length];
    boolean textAlone =
        !facts.anySeen(domain) && experts.stream().anyMatch(one -> one.family().equals(TEXT));
    for (int expert = 0; expert < standardised.length; expert++) {
      if (textAlone && !experts.get(expert).family().equals(TEXT)) {
        continue;
      }
      experts.get(expert).score(context, domain, standardised[expert]);
      if (experts.get(expert).family().equals(TEXT)) {
        Optional<Embedding> contents = experts.get(expert).embedding();
        standardiseKnown(
            standardised[expert],
            position ->
                facts.hasText(items[position])
                    || contents.filter(known -> known.has(items[position])).isPresent());
      } else {
        standardise(standardised[expert]);
        facts.neighbours().lend(standardised[expert], domain, catalogue);
      }
    }
    return new BlendFeatures(standardised, items, facts, context.now(), facts.isSparse(domain));
  }

  /**
   * Standardises scores to mean 0 and deviation 1. Constant scores become 0, so they have no
   * effect.
   */
  private static void standardise(float[] scores) {
    RunningMoments moments = RunningMoments.of(scores);
    double mean = moments.mean();
    double scale = moments.scale();
    for (int position = 0; position < scores.length; position++) {
      scores[position] = (float) ((scores[position] - mean) * scale);
    }
  }

  /** As above, over the items that an expert can score; the scores of all other items become 0. */
  private static void standardiseKnown(float[] scores, IntPredicate known) {
    RunningMoments moments = new RunningMoments();
    for (int position = 0; position < scores.length; position++) {
      if (known.test(position)) {
        moments.add(scores[position]);
      }
    }
    double mean = moments.mean();
    double scale = moments.scale();
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

  /** Whether the candidates are of a {@linkplain ItemStatistics#isSparse sparse} domain. */
  boolean isSparse() {
    return isSparse;
  }

  int item(int position) {
    return items[position];
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

  /** The feature of an age in seconds. */
  private static float ageing(long age) {
    return .2f * FastLogarithm.of((float) (1 + age / (double) UnixTime.SECONDS_PER_DAY));
  }

  /** Writes the features of a candidate. */
  void copy(int position, float[] target, int at) {
    for (int expert = 0; expert < standardised.length; expert++) {
      float standard = standardised[expert][position];
      target[at + 2 * expert] = bounded(standard);
      target[at + 2 * expert + 1] = root(standard);
    }
    copyFacts(position, target, at + constant(standardised.length));
  }

  /** Writes the facts of a candidate. */
  void copyFacts(int position, float[] target, int at) {
    int item = items[position];
    long age = facts.age(item, now);
    target[at] = 1;
    target[at + 1] = facts.logCount(item);
    target[at + 2] = age < 0 ? 0 : ageing(age);
    target[at + 3] = age < 0 ? 1 : 0;
    target[at + 4] = facts.hasText(item) ? 0 : 1;
  }

  /**
   * The scores of all candidates: the contributions of the facts and of each expert. The loop runs
   * expert by expert, so that it reads contiguous memory.
   *
   * @param weights of each segment {@code [segments][features]}
   * @param scores written {@code [candidates]}
   */
  void score(float[][] weights, float[] scores) {
    byte[] segments = new byte[scores.length];
    for (int position = 0; position < scores.length; position++) {
      segments[position] = (byte) segment(position);
      scores[position] = ofFacts(position, weights[segments[position]]);
    }
    float[] straight = new float[weights.length];
    float[] rooted = new float[weights.length];
    for (int expert = 0; expert < standardised.length; expert++) {
      for (int segment = 0; segment < weights.length; segment++) {
        straight[segment] = weights[segment][2 * expert];
        rooted[segment] = weights[segment][2 * expert + 1];
      }
      float[] own = standardised[expert];
      for (int position = 0; position < scores.length; position++) {
        int segment = segments[position];
        scores[position] +=
            straight[segment] * bounded(own[position]) + rooted[segment] * root(own[position]);
      }
    }
  }

  /** The contribution of an expert to the score of a candidate under these weights. */
  float ofExpert(int expert, int position, float[] weights) {
    float standard = standardised[expert][position];
    return weights[2 * expert] * bounded(standard) + weights[2 * expert + 1] * root(standard);
  }

  /** The contribution of the facts to the score of a candidate. */
  float ofFacts(int position, float[] weights) {
    int fact = constant(standardised.length);
    int item = items[position];
    long age = facts.age(item, now);
    float sum = weights[fact] + weights[fact + 1] * facts.logCount(item);
    sum += facts.hasText(item) ? 0 : weights[fact + 4];
    return age < 0 ? sum + weights[fact + 3] : sum + weights[fact + 2] * ageing(age);
  }
}

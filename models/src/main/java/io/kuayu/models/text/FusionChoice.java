package io.kuayu.models.text;

import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.core.math.PairedDifferences;
import io.kuayu.core.metric.Rank;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses {@link FusionWeights} on the validation part. A modality speaks beside the first one only
 * where ranks of held-out events are better with it by a one-sided paired test, each half of the
 * people asked with the weight that the other half chose. It speaks for items without the first one
 * only where, by the same kind of test, its similarities tell the held-out event from other items
 * at all; its scale there is the ratio of the two modalities' log odds per unit of similarity
 * (conditional logit, McFadden 1974), unless rankings of all items are better with less.
 */
final class FusionChoice {
  /** Fewer questions tell nothing. */
  private static final int MIN_QUESTIONS = 30;

  private static final double[] BESIDE = {.05, .1, .2, .35, .5, .75, 1, 2};
  private static final double[] SCALES = {1, .6, .35, .2, .1};
  private static final double[] SHIFTS = {0, -.5, 1};

  private final List<TextModel> models;
  private final List<FusionQuestion> questions;

  private FusionChoice(List<TextModel> models, List<FusionQuestion> questions) {
    this.models = models;
    this.questions = questions;
  }

  /**
   * The weights of some models, the first of which measures. Without validation events the others
   * are silent. Costs a scoring of a domain by each model for each of at most 1,000 events, fewer
   * in large domains, and 4 bytes an item and model for each.
   */
  static FusionWeights choose(TrainingData data, List<TextModel> models, TrainingRun run) {
    List<FusionQuestion> questions;
    try (Progress.Task task = run.progress().start("modalities: questions", 1)) {
      questions = FusionQuestion.drawn(data, models, run);
      task.advance(1);
    }
    FusionChoice choice = new FusionChoice(models, questions);
    FusionWeights weights = choice.silent();
    for (int modality = 1; modality < models.size(); modality++) {
      double alone = choice.alone(modality);
      // What cannot tell an event from other items by itself is noise beside others too.
      double beside = alone > 0 ? choice.beside(modality, weights, run) : 0;
      weights = choice.with(weights, modality, beside, alone);
    }
    return choice.calibrated(weights, run);
  }

  private FusionWeights silent() {
    return new FusionWeights(
        models.getFirst().modality(),
        models.subList(1, models.size()).stream()
            .map(model -> new FusionWeights.Other(model.modality(), 0, 0))
            .toList(),
        0);
  }

  private FusionWeights with(FusionWeights weights, int modality, double beside, double alone) {
    List<FusionWeights.Other> others = new ArrayList<>(weights.others());
    others.set(
        modality - 1, new FusionWeights.Other(models.get(modality).modality(), beside, alone));
    return new FusionWeights(weights.first(), others, weights.shift());
  }

  /** What a unit of similarity tells, against a unit of the first modality; 0 where nothing. */
  private double alone(int modality) {
    PairedDifferences gained = new PairedDifferences();
    for (int half = 0; half < 2; half++) {
      double slope = SimilaritySlope.fit(half(1 - half), modality);
      for (FusionQuestion question : half(half)) {
        if (question.asks(modality)) {
          gained.add(question.likelihood(modality, slope) - question.likelihood(modality, 0));
        }
      }
    }
    if (!gained.areAbove(MIN_QUESTIONS)) {
      return 0;
    }
    double first = SimilaritySlope.fit(questions, 0);
    double own = SimilaritySlope.fit(questions, modality);
    return first > 0 ? Math.min(1, own / first) : own > 0 ? 1 : 0;
  }

  private double beside(int modality, FusionWeights weights, TrainingRun run) {
    double[] without = gains(weights, run);
    double[][] with = new double[BESIDE.length][];
    for (int n = 0; n < with.length; n++) {
      with[n] = gains(with(weights, modality, BESIDE[n], 0), run);
    }
    PairedDifferences gained = new PairedDifferences();
    for (int half = 0; half < 2; half++) {
      double[] asked = with[surest(with, without, 1 - half)];
      for (int n = 0; n < asked.length; n++) {
        if (questions.get(n).half() == half) {
          gained.add(asked[n] - without[n]);
        }
      }
    }
    return gained.areAbove(MIN_QUESTIONS) ? BESIDE[surest(with, without, -1)] : 0;
  }

  /**
   * The row that is ahead by the most standard errors over the questions of one half. The row with
   * the largest gain would be a greater weight, which more questions do worse by.
   *
   * @param half -1 for both
   */
  private int surest(double[][] gains, double[] without, int half) {
    int surest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < gains.length; row++) {
      PairedDifferences gained = new PairedDifferences();
      for (int n = 0; n < without.length; n++) {
        if (half < 0 || questions.get(n).half() == half) {
          gained.add(gains[row][n] - without[n]);
        }
      }
      if (gained.certainty() > most) {
        most = gained.certainty();
        surest = row;
      }
    }
    return surest;
  }

  /** The row with the largest gains. */
  private int best(double[][] gains) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < gains.length; row++) {
      double sum = 0;
      for (int n = 0; n < questions.size(); n++) {
        sum += gains[row][n];
      }
      if (sum > most) {
        most = sum;
        best = row;
      }
    }
    return best;
  }

  /**
   * Scales down and shifts what items without the first modality get, where rankings of all items
   * are better so. They are left out altogether where that is significantly better than any choice.
   */
  private FusionWeights calibrated(FusionWeights weights, TrainingRun run) {
    if (questions.stream().noneMatch(question -> question.hasUnmeasured(weights))) {
      return weights;
    }
    List<FusionWeights> choices = new ArrayList<>();
    for (double shift : SHIFTS) {
      for (double scale : SCALES) {
        choices.add(scaled(weights, scale, shift));
      }
    }
    double[][] gains = choices.stream().map(choice -> gains(choice, run)).toArray(double[][]::new);
    int best = best(gains);
    double[] without = gains(scaled(weights, 0, 0), run);
    PairedDifferences lost = new PairedDifferences();
    for (int n = 0; n < without.length; n++) {
      lost.add(without[n] - gains[best][n]);
    }
    return lost.areAbove(MIN_QUESTIONS) ? scaled(weights, 0, 0) : choices.get(best);
  }

  private static FusionWeights scaled(FusionWeights weights, double scale, double shift) {
    return new FusionWeights(
        weights.first(),
        weights.others().stream()
            .map(
                other ->
                    new FusionWeights.Other(
                        other.modality(), other.beside(), scale * other.alone()))
            .toList(),
        shift);
  }

  private List<FusionQuestion> half(int half) {
    return questions.stream().filter(question -> question.half() == half).toList();
  }

  /** NDCG of each held-out event among all items of its domain. */
  private double[] gains(FusionWeights weights, TrainingRun run) {
    double[] gains = new double[questions.size()];
    Parallel.forEach(
        run.threads(),
        gains.length,
        n -> {
          FusionQuestion question = questions.get(n);
          float[] scores = weights.fuse(question.scores());
          int rank = Rank.of(scores, question.target(), question.leftOut());
          gains[n] = Rank.ndcg(rank, scores.length);
        });
    return gains;
  }
}

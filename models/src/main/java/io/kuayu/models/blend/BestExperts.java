package io.kuayu.models.blend;

import io.kuayu.core.metric.Rank;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the domains in which an expert alone is better than learnt weights. Weights are fitted on
 * one half of the questions and asked the other half, both ways round, so that no question is
 * answered by weights that have seen it or another of the same person. The expert must be ahead by
 * a one-sided paired test.
 */
final class BestExperts {
  /** More questions change the verdict no more, and cost a fit. */
  private static final int MAX_QUESTIONS = 4_000;

  /** Fewer questions tell nothing about a domain. */
  private static final int MIN_QUESTIONS = 30;

  /** Standard errors of a one-sided test at 5 %. */
  private static final double SURE = 1.645;

  private static final int LIST = 10;

  private BestExperts() {}

  /**
   * The expert that is to speak alone in each domain, {@link BlendWeights#ALL} where all do.
   *
   * @param questions in random order
   * @param halves of each question, 0 or 1
   * @param fit learns the weights of some questions, as they will be used
   */
  static int[] of(
      List<RankingExample> questions,
      int[] halves,
      int experts,
      int domains,
      TrainingRun run,
      Function<List<RankingExample>, BlendWeights> fit) {
    int count = Math.min(questions.size(), MAX_QUESTIONS);
    double[] blend = new double[count];
    for (int half = 0; half < 2 && count > 0 && !run.stopped().getAsBoolean(); half++) {
      List<RankingExample> others = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        if (halves[n] != half) {
          others.add(questions.get(n));
        }
      }
      BlendWeights weights = fit.apply(others);
      for (int n = 0; n < count; n++) {
        if (halves[n] == half) {
          blend[n] = gain(questions.get(n).scores(weights));
        }
      }
    }
    int[] alone = new int[domains];
    Arrays.setAll(alone, domain -> alone(questions.subList(0, count), blend, experts, domain));
    return alone;
  }

  private static int alone(
      List<RankingExample> questions, double[] blend, int experts, int domain) {
    int best = BlendWeights.ALL;
    double sum = Double.NEGATIVE_INFINITY;
    double squares = 0;
    int asked = 0;
    for (int expert = 0; expert < experts; expert++) {
      double ownSum = 0;
      double ownSquares = 0;
      asked = 0;
      for (int n = 0; n < questions.size(); n++) {
        if (questions.get(n).situation.domain() == domain) {
          double difference = gain(questions.get(n).scores(expert)) - blend[n];
          ownSum += difference;
          ownSquares += difference * difference;
          asked++;
        }
      }
      if (ownSum > sum) {
        best = expert;
        sum = ownSum;
        squares = ownSquares;
      }
    }
    double deviation = Math.sqrt(Math.max(0, squares - sum * sum / Math.max(1, asked)));
    return asked >= MIN_QUESTIONS && sum > SURE * deviation ? best : BlendWeights.ALL;
  }

  /** NDCG of the first candidate, ties ranked against it. */
  private static double gain(float[] scores) {
    return Rank.ndcg(Rank.of(scores, 0, new boolean[scores.length]), LIST);
  }
}

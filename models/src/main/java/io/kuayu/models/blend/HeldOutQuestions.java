package io.kuayu.models.blend;

import io.kuayu.core.metric.Rank;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Validation questions, each with weights that have seen neither it nor another question of the
 * same person: weights are fitted on one half of the people and asked the other half, both ways
 * round. What is chosen by them is not chosen by what was learnt.
 */
final class HeldOutQuestions {
  /** More questions change no choice, and cost a fit. */
  private static final int MAX_QUESTIONS = 4_000;

  private static final int LIST = 10;

  private final List<RankingExample> questions;
  private final int[] halves;
  private final List<BlendWeights> weights;
  private final float[][] corrections;

  /**
   * Fits the weights of both halves, each on a part of the first questions.
   *
   * @param questions in random order
   * @param halves of each question, 0 or 1
   * @param fit learns the weights of some questions
   */
  HeldOutQuestions(
      List<RankingExample> questions,
      int[] halves,
      TrainingRun run,
      Function<List<RankingExample>, BlendWeights> fit) {
    boolean isStopped = run.stopped().getAsBoolean();
    this.questions =
        isStopped ? List.of() : questions.subList(0, Math.min(questions.size(), MAX_QUESTIONS));
    this.halves = halves;
    weights = List.of(fit.apply(others(0)), fit.apply(others(1)));
    corrections = new float[size()][0];
  }

  private HeldOutQuestions(HeldOutQuestions same, List<BoostedTrees> trees) {
    questions = same.questions;
    halves = same.halves;
    weights = same.weights;
    corrections = new float[size()][];
    for (int n = 0; n < corrections.length; n++) {
      corrections[n] = questions.get(n).scores(trees.get(halves[n]));
    }
  }

  /**
   * The same questions, answered by weights and trees.
   *
   * @param fit learns trees that correct the weights of some questions
   */
  HeldOutQuestions corrected(BiFunction<List<RankingExample>, BlendWeights, BoostedTrees> fit) {
    return new HeldOutQuestions(
        this, List.of(fit.apply(others(0), weights.get(0)), fit.apply(others(1), weights.get(1))));
  }

  private List<RankingExample> others(int half) {
    List<RankingExample> others = new ArrayList<>();
    for (int n = 0; n < questions.size(); n++) {
      if (halves[n] != half) {
        others.add(questions.get(n));
      }
    }
    return others;
  }

  int size() {
    return questions.size();
  }

  int domain(int question) {
    return questions.get(question).situation.domain();
  }

  /** NDCG of each question under the held-out weights and a bonus, {@code [questions]}. */
  double[] gains(NewItemBonus bonus) {
    double[] gains = new double[size()];
    for (int n = 0; n < gains.length; n++) {
      RankingExample question = questions.get(n);
      byte[] segments = question.segments;
      float[] scores = scores(n);
      for (int candidate = 0; candidate < scores.length; candidate++) {
        scores[candidate] += segments[candidate] == 1 ? bonus.rare() : 0;
      }
      float[] ofNew = bonus.of(scores, candidate -> segments[candidate] == 0, question.isSparse);
      for (int candidate = 0; candidate < scores.length; candidate++) {
        scores[candidate] += ofNew[candidate];
      }
      gains[n] = gain(scores);
    }
    return gains;
  }

  /** The mean of {@link #gains(NewItemBonus)}; 0 without questions. */
  double mean(NewItemBonus bonus) {
    return Arrays.stream(gains(bonus)).average().orElse(0);
  }

  private float[] scores(int question) {
    float[] scores = questions.get(question).scores(weights.get(halves[question]));
    for (int n = 0; n < corrections[question].length; n++) {
      scores[n] += corrections[question][n];
    }
    return scores;
  }

  /** Log-likelihood of each target under the held-out weights, {@code [questions]}. */
  double[] likelihoods() {
    double[] likelihoods = new double[size()];
    for (int n = 0; n < likelihoods.length; n++) {
      likelihoods[n] = questions.get(n).likelihood(scores(n));
    }
    return likelihoods;
  }

  /**
   * NDCG of each question where some domains have an expert that speaks alone.
   *
   * @param together NDCG by all experts, {@code [questions]}
   * @param alone the expert of each domain or {@link BlendWeights#ALL}
   */
  double[] gains(double[] together, int[] alone) {
    double[] gains = together.clone();
    for (int n = 0; n < gains.length; n++) {
      int expert = alone[domain(n)];
      if (expert != BlendWeights.ALL) {
        gains[n] = gain(questions.get(n).scores(expert));
      }
    }
    return gains;
  }

  /** NDCG of each question by one expert alone, {@code [questions]}. */
  double[] gains(int expert) {
    return questions.stream().mapToDouble(question -> gain(question.scores(expert))).toArray();
  }

  /** Of the first candidate; ties are ranked against it. */
  private static double gain(float[] scores) {
    return Rank.ndcg(Rank.of(scores, 0, new boolean[scores.length]), LIST);
  }
}

package io.kuayu.models.blend;

import io.kuayu.core.metric.Rank;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
  private final List<BlendWeights> weights = new ArrayList<>();

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
    for (int half = 0; half < 2; half++) {
      List<RankingExample> others = new ArrayList<>();
      for (int n = 0; n < this.questions.size(); n++) {
        if (halves[n] != half) {
          others.add(this.questions.get(n));
        }
      }
      weights.add(fit.apply(others));
    }
  }

  int size() {
    return questions.size();
  }

  int domain(int question) {
    return questions.get(question).situation.domain();
  }

  /** NDCG of each question under the held-out weights, {@code [questions]}. */
  double[] gains(UnaryOperator<BlendWeights> change) {
    List<BlendWeights> changed = weights.stream().map(change).toList();
    double[] gains = new double[size()];
    for (int n = 0; n < gains.length; n++) {
      gains[n] = gain(questions.get(n).scores(changed.get(halves[n])));
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

package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Progress;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trees learn what a weighted sum cannot, and nothing where there is nothing. */
class TreeBoostingTest {
  private static final TrainingRun RUN = TrainingRun.quiet(4, Path.of("target"));
  private static final TrainingData DATA = Sample.data(11, 400);
  private static final int QUESTIONS = 400;

  /**
   * Questions with two experts, each of which names one item. After a long history the first is
   * right, otherwise the second; no sum of both that is the same for all histories tells which.
   *
   * @param isTold whether the history tells; otherwise chance does
   */
  private static List<RankingExample> questions(boolean isTold) {
    Catalogue catalogue = DATA.catalogue();
    ItemStatistics facts = ItemStatistics.of(DATA);
    SplittableRandom random = new SplittableRandom(5);
    List<RankingExample> questions = new ArrayList<>();
    for (int n = 0; n < QUESTIONS; n++) {
      int first = random.nextInt(1, 30);
      int second = (first + 1 + random.nextInt(20)) % 30;
      List<Model> models =
          List.of(new Oracle("first", catalogue, first), new Oracle("second", catalogue, second));
      int[] history = IntStream.range(0, n % 3 == 0 ? 2 : 8).map(_ -> 35).toArray();
      Context context = new Context(history, new long[history.length], Sample.START);
      boolean isFirst = isTold ? n % 3 != 0 : random.nextBoolean();
      questions.add(
          RankingExample.of(
              TreeColumns.of(2, context, 0, catalogue),
              BlendFeatures.of(models, facts, catalogue, context, 0),
              catalogue.positionOf(isFirst ? first : second),
              new BitSet(),
              RUN.seed().derive(n)));
    }
    return questions;
  }

  /** Both experts are trusted, neither more than the other. */
  private static BlendWeights equal() {
    int width = BlendFeatures.count(2);
    float[] values = new float[BlendWeights.groups(2) * width];
    values[BlendFeatures.rooted(0)] = 3;
    values[BlendFeatures.rooted(1)] = 3;
    return new BlendWeights(width, 2, values);
  }

  private static HeldOutQuestions weighed(boolean isTold) {
    int[] halves = IntStream.range(0, QUESTIONS).map(n -> n / 3 % 2).toArray();
    return new HeldOutQuestions(questions(isTold), halves, RUN, _ -> equal());
  }

  private static HeldOutQuestions corrected(HeldOutQuestions weighed) {
    return weighed.corrected((some, weights) -> TreeBoosting.fit(some, weights, 2, RUN));
  }

  private static double mean(double[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(n -> numbers[n]).average().orElseThrow();
  }

  @Test
  void learnsWhichExpertToTrustWhen() {
    HeldOutQuestions weighed = weighed(true);
    HeldOutQuestions corrected = corrected(weighed);
    assertThat(mean(weighed.gains(NewItemBonus.NONE))).isLessThan(.75);
    assertThat(mean(corrected.gains(NewItemBonus.NONE))).isGreaterThan(.9);
    assertThat(mean(corrected.likelihoods())).isGreaterThan(mean(weighed.likelihoods()) + .3);
    assertThat(TreeChoice.help("people", weighed, corrected, Progress.NONE)).isTrue();
  }

  @Test
  void isLeftOutWhereHeldOutQuestionsAreNoLikelierWithIt() {
    HeldOutQuestions weighed = weighed(false);
    assertThat(TreeChoice.help("people", weighed, corrected(weighed), Progress.NONE)).isFalse();
    assertThat(TreeChoice.help("people", weighed, weighed, Progress.NONE)).isFalse();
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    List<RankingExample> questions = questions(true);
    TrainingRun alone =
        new TrainingRun(RUN.seed(), 1, Path.of("target"), Progress.NONE, () -> false);
    BoostedTrees four = TreeBoosting.fit(questions, equal(), 2, RUN);
    BoostedTrees one = TreeBoosting.fit(questions, equal(), 2, alone);
    assertThat(four.values()).isEqualTo(one.values());
    assertThat(four.thresholds()).isEqualTo(one.thresholds());
    assertThat(four.columns()).isEqualTo(one.columns());
  }

  @Test
  void dividesAScoreAmongTheColumnsOnItsPaths() {
    List<RankingExample> questions = questions(true);
    BoostedTrees trees = TreeBoosting.fit(questions, equal(), 2, RUN);
    float[] row = new float[TreeColumns.count(2)];
    float[] scores = questions.getFirst().scores(trees);
    for (int candidate = 0; candidate < scores.length; candidate++) {
      float[] parts = new float[row.length];
      questions.getFirst().copy(candidate, row);
      float sum = trees.attribute(row, parts);
      for (float part : parts) {
        sum += part;
      }
      assertThat(sum).isCloseTo(scores[candidate], within(1e-4f));
    }
    assertThat(scores[0]).isNotZero();
  }

  @Test
  void goesLeftAtTheThresholdItselfAndRightAboveIt() {
    BoostedTrees trees =
        new BoostedTrees(1, new int[] {1}, new float[] {2}, new float[] {0, -3, 5});
    assertThat(trees.score(new float[] {9, 2})).isEqualTo(-3);
    assertThat(trees.score(new float[] {0, Math.nextUp(2f)})).isEqualTo(5);
    assertThat(BoostedTrees.NONE.score(new float[0])).isZero();
    assertThat(TreeBoosting.fit(List.of(), equal(), 2, RUN)).isSameAs(BoostedTrees.NONE);
  }
}

package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is chosen by questions that the weights have not seen. */
class HeldOutQuestionsTest {
  private static final TrainingRun RUN = TrainingRun.quiet(4, Path.of("target"));
  private static final TrainingData DATA = Sample.data(11, 400);

  /** Questions for item 2, with an expert that knows it and one that knows another item. */
  private static List<RankingExample> questionsOfOracles(int count, int other) {
    Catalogue catalogue = DATA.catalogue();
    List<Model> models =
        List.of(new Oracle("other", catalogue, other), new Oracle("right", catalogue, 2));
    Context context = new Context(new int[] {5}, new long[] {0}, Sample.START);
    BlendFeatures features =
        BlendFeatures.of(models, ItemStatistics.of(DATA), catalogue, context, 0);
    TreeColumns columns = TreeColumns.of(models.size(), context, 0, catalogue);
    List<RankingExample> questions = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      questions.add(RankingExample.of(columns, features, 2, new BitSet(), RUN.seed().derive(n)));
    }
    return questions;
  }

  /** As above, held out from these weights of the experts. */
  private static HeldOutQuestions heldOut(int count, int other, float onOther, float onRight) {
    int width = BlendFeatures.count(2);
    float[] values = new float[BlendWeights.groups(2) * width];
    values[BlendFeatures.rooted(0)] = onOther;
    values[BlendFeatures.rooted(1)] = onRight;
    int[] halves = IntStream.range(0, count).map(n -> n % 2).toArray();
    return new HeldOutQuestions(
        questionsOfOracles(count, other), halves, RUN, _ -> new BlendWeights(width, 2, values));
  }

  private static int[] alone(float onOther, float onRight) {
    HeldOutQuestions heldOut = heldOut(60, 1, onOther, onRight);
    return BestExperts.of(heldOut, heldOut.gains(NewItemBonus.NONE), 2, 2);
  }

  @Test
  void letsAnExpertSpeakAloneOnlyWhereWeightsThatHaveNotSeenTheQuestionsAreWorse() {
    assertThat(alone(1, .5f)).containsExactly(1, BlendWeights.ALL);
    assertThat(alone(.5f, 1)).containsExactly(BlendWeights.ALL, BlendWeights.ALL);
  }

  @Test
  void favoursNewItemsMoreOnlyWhereThatCostsNothing() {
    int unseen = DATA.catalogue().ordinals(0)[Sample.ITEMS_PER_DOMAIN - 1];
    assertThat(DATA.trainingCounts()[unseen]).isZero();
    assertThat(NewItemBonus.chosen(heldOut(120, unseen, .1f, 1), 1).most()).isEqualTo(2);
    assertThat(NewItemBonus.chosen(heldOut(120, unseen, .5f, 1), 1).most()).isEqualTo(1);
    assertThat(NewItemBonus.chosen(heldOut(20, unseen, .1f, 1), 1).most())
        .as("too few questions to tell")
        .isEqualTo(1);
    assertThat(NewItemBonus.chosen(heldOut(120, unseen, .1f, 1), 0).most()).isZero();
  }

  @Test
  void asksWeightsThatHaveNotSeenThePerson() {
    List<RankingExample> questions = questionsOfOracles(60, 1);
    int width = BlendFeatures.count(2);
    List<List<RankingExample>> fitted = new ArrayList<>();
    int[] halves = IntStream.range(0, questions.size()).map(n -> n % 3 == 0 ? 1 : 0).toArray();
    var _ =
        new HeldOutQuestions(
            questions,
            halves,
            RUN,
            some -> {
              fitted.add(some);
              return new BlendWeights(width, 2, new float[BlendWeights.groups(2) * width]);
            });
    assertThat(fitted.get(0)).hasSize(20).contains(questions.get(0));
    assertThat(fitted.get(1)).hasSize(40).doesNotContain(questions.get(0));
  }
}

package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.TrainingData;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampledNegativesTest {
  /** Items of a domain that training saw. */
  private static final int SEEN = SmallTransformer.ITEMS - 1;

  @Test
  void drawnItemsStandForAllThatWereNotDrawn() {
    TrainingData data = SmallTransformer.data();
    TransformerSettings settings = SmallTransformer.settings(Objective.CAUSAL, 3);
    ItemRows rows = ItemRows.of(data);
    RecencyPrior prior = RecencyPrior.of(data, settings.priors());
    SoftmaxCandidates candidates =
        new SoftmaxCandidates(data.catalogue(), rows, prior, settings.negatives(), 1);
    List<TransformerLearner.Question> questions =
        List.of(
            new TransformerLearner.Question(0, 0, 4, 0),
            new TransformerLearner.Question(0, 1, 5, 0),
            new TransformerLearner.Question(1, 0, 8, 0));
    for (int seed = 0; seed < 20; seed++) {
      SoftmaxCandidates.Draw draw = candidates.draw(0, questions, 7, new Seed(seed));
      double sum = 0;
      for (float bias : draw.bias()) {
        sum += Math.exp(bias);
      }
      assertThat(sum).isCloseTo(SEEN, within(1e-4));
      assertThat(draw.places()).containsExactly(0, 7);
      assertThat(draw.columns()[draw.targets()[0]]).isEqualTo(rows.of(4));
      assertThat(draw.bias()[draw.targets()[0]]).isZero();
      assertThat(draw.columns().length).isBetween(2, 2 + settings.negatives());
    }
  }

  @Test
  void batchAndEpochsFollowTheDataUnlessTheyAreSet() {
    TransformerSettings open = read(Map.of());
    TransformerSettings many = open.forData(true, lengths(70_000, 7), 90_000);
    assertThat(many.batch()).isEqualTo(233);
    assertThat(many.loop().epochs()).isEqualTo(8);
    assertThat(many.priorDays()).isEqualTo(open.priorDays());
    assertThat(open.forData(true, lengths(20_000, 7), 12_000).batch()).isEqualTo(73);
    TransformerSettings few = open.forData(false, lengths(300, 20), 100);
    assertThat(few.batch()).isEqualTo(26);
    assertThat(few.loop().epochs()).isEqualTo(20);
    assertThat(few.priorDays()).isEmpty();
    TransformerSettings set = read(Map.of("batch", "100", "epochs", "3"));
    assertThat(set.forData(true, lengths(300, 20), 100).batch()).isEqualTo(100);
    assertThat(set.forData(true, lengths(300, 20), 100).loop().epochs()).isEqualTo(3);
  }

  @Test
  void widthFollowsTheDataUnlessItIsSet() {
    TransformerSettings open = read(Map.of());
    assertWidths(open.forData(true, lengths(20_000, 7), 12_000), 256, 256);
    assertWidths(open.forData(true, lengths(20_000, 7), 27_000), 128, 128);
    assertWidths(open.forData(true, lengths(2_000, 7), 500), 128, 128);
    TransformerSettings narrow = read(Map.of("dim", "64"));
    assertWidths(narrow.forData(true, lengths(20_000, 7), 12_000), 64, 64);
    TransformerSettings flat = read(Map.of("feed-forward", "32"));
    assertWidths(flat.forData(true, lengths(20_000, 7), 12_000), 256, 32);
  }

  private static void assertWidths(TransformerSettings settings, int dim, int feedForward) {
    assertThat(settings.dim()).isEqualTo(dim);
    assertThat(settings.feedForward()).isEqualTo(feedForward);
  }

  private static TransformerSettings read(Map<String, String> options) {
    Setting.Tree tree = new Setting.Tree(Map.of(), "test");
    for (Map.Entry<String, String> option : options.entrySet()) {
      tree = tree.with(List.of(option.getKey()), new Setting.Scalar(option.getValue(), "test"));
    }
    Settings settings = Settings.of(tree);
    TransformerSettings read = TransformerSettings.read(settings);
    settings.check();
    return read;
  }

  private static int[] lengths(int count, int each) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, each);
    return lengths;
  }
}

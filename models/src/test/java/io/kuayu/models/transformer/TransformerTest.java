package io.kuayu.models.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.training.TorchSession;
import io.kuayu.models.training.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerTest {
  @TempDir private Path cache;

  @ParameterizedTest
  @EnumSource
  void learnsWhatFollowsWhat(TransformerSettings.Objective objective) {
    TransformerModel model = train(Small.settings(objective, 0), ItemTexts.NONE);
    int hits = 0;
    for (int item = 2; item < 2 * Small.ITEMS - 3; item++) {
      Context context = context(item - 2, item - 1, item);
      hits += best(model, context, (item + 1) % 2) == item + 1 ? 1 : 0;
    }
    assertThat(hits).isGreaterThan(14);
  }

  @Test
  void learnsFromSharedNegatives() {
    TransformerModel model =
        train(Small.settings(TransformerSettings.Objective.CAUSAL, 6), Small.texts());
    int hits = 0;
    for (int item = 2; item < 2 * Small.ITEMS - 3; item++) {
      hits += best(model, context(item - 2, item - 1, item), (item + 1) % 2) == item + 1 ? 1 : 0;
    }
    assertThat(hits).isGreaterThan(14);
  }

  @Test
  void sameSeedGivesTheSameNumbersAndUnseenItemsAreScoredByTheirText() {
    TransformerSettings settings = Small.settings(TransformerSettings.Objective.CAUSAL, 0);
    TransformerModel one = train(settings, Small.texts());
    TransformerModel other = train(settings, Small.texts());
    float[] scores = scores(one, context(1, 2, 3), 0);
    assertThat(scores(other, context(1, 2, 3), 0)).isEqualTo(scores);
    assertThat(scores[Small.ITEMS - 1]).isNotZero();
    assertThat(scores(train(settings, ItemTexts.NONE), context(1, 2, 3), 0)[Small.ITEMS - 1])
        .isZero();
  }

  @Test
  void answersWithoutAnyHistory() {
    TransformerModel model =
        train(Small.settings(TransformerSettings.Objective.CAUSAL, 0), ItemTexts.NONE);
    for (float score : scores(model, context(), 1)) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void attentionOverTheHistoryIsAShare() {
    TransformerModel model =
        train(Small.settings(TransformerSettings.Objective.CAUSAL, 0), ItemTexts.NONE);
    float sum = 0;
    for (float weight : model.attention(context(1, 2, 3, 4), 0)) {
      assertThat(weight).isBetween(0f, 1f);
      sum += weight;
    }
    assertThat(sum).isBetween(0f, 1.0001f);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void plainJavaAgreesWithTheEngine(TransformerSettings.Objective objective) {
    boolean causal = objective == TransformerSettings.Objective.CAUSAL;
    Catalogue catalogue = Small.catalogue();
    Parameters.Shape shape = new Parameters.Shape(16, 2, 2, 32, 9, 2, 2 * Small.ITEMS, 0, 0);
    Parameters parameters = Parameters.initial(shape, new Seed(9));
    Context context = context(4, 9, 2, 2, 7);
    Slots slots =
        causal
            ? Slots.causal(context, 1, catalogue, item -> item)
            : Slots.masked(context, 1, catalogue, item -> item);
    float[] vectors = new float[slots.length() * 16];
    for (int slot = 0; slot < slots.length(); slot++) {
      if (slots.items()[slot] != Slots.NO_ITEM) {
        System.arraycopy(
            parameters.get(Parameters.ITEM), slots.items()[slot] * 16, vectors, slot * 16, 16);
      }
    }
    PlainNetwork plainly = new PlainNetwork(parameters, causal);
    float[] plain = plainly.read(slots, vectors).hidden();
    if (causal) {
      Slots food = Slots.causal(context, 0, catalogue, item -> item);
      PlainNetwork.Past past = plainly.past(food, vectors);
      assertThat(plainly.read(slots, vectors, past).hidden()).containsExactly(plain);
    }
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache));
        NDScope scope = new NDScope()) {
      Network network = new Network(session, new Weights(session), parameters, causal);
      SlotBatch batch = SlotBatch.of(List.of(slots));
      NDArray hidden = network.forward(batch, network.weight(Parameters.ITEM), 0);
      float[] last = TorchSession.values(hidden.get(slots.length() - 1).duplicate());
      assertThat(plain).containsExactly(last, within(1e-4f));
    }
  }

  private TransformerModel train(TransformerSettings settings, ItemTexts texts) {
    TrainingData data = Small.data();
    return new TransformerTrainer(settings, TextSettings.DEFAULTS)
        .train(data, TrainingRun.quiet(11, cache), texts, Optional.empty());
  }

  private static Context context(int... items) {
    long[] times = new long[items.length];
    for (int index = 0; index < items.length; index++) {
      times[index] = (20L + 2L * index) * Small.DAY;
    }
    return new Context(items, times, (20L + 2L * items.length) * Small.DAY);
  }

  private static float[] scores(TransformerModel model, Context context, int domain) {
    float[] scores = new float[Small.ITEMS];
    model.score(context, domain, scores);
    return scores;
  }

  private static int best(TransformerModel model, Context context, int domain) {
    float[] scores = scores(model, context, domain);
    int best = 0;
    for (int position = 1; position < scores.length; position++) {
      best = scores[position] > scores[best] ? position : best;
    }
    return model.catalogue().ordinals(domain)[best];
  }
}

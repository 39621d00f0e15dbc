package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.sequence.SequenceInput;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerInference;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.sequence.SequenceBatch;
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
  void learnsWhatFollowsWhat(Objective objective) {
    TransformerModel model = train(SmallTransformer.settings(objective, 0), ContentVectors.NONE);
    int hits = 0;
    for (int item = 2; item < 2 * SmallTransformer.ITEMS - 3; item++) {
      Context context = context(item - 2, item - 1, item);
      hits += best(model, context, (item + 1) % 2) == item + 1 ? 1 : 0;
    }
    assertThat(hits).isGreaterThan(14);
  }

  @Test
  void learnsFromSharedNegatives() {
    TransformerModel model =
        train(SmallTransformer.settings(Objective.CAUSAL, 6), SmallTransformer.texts());
    int hits = 0;
    for (int item = 2; item < 2 * SmallTransformer.ITEMS - 3; item++) {
      hits += best(model, context(item - 2, item - 1, item), (item + 1) % 2) == item + 1 ? 1 : 0;
    }
    assertThat(hits).isGreaterThan(14);
  }

  @Test
  void enoughNegativesAreTheFullSoftmax() {
    ContentVectors texts = SmallTransformer.texts();
    float[] all =
        scores(train(SmallTransformer.settings(Objective.CAUSAL, 0), texts), context(1, 2, 3), 0);
    float[] drawn =
        scores(
            train(SmallTransformer.settings(Objective.CAUSAL, 5_000), texts), context(1, 2, 3), 0);
    assertThat(drawn).containsExactly(all, within(.05f));
  }

  @Test
  void sameSeedGivesTheSameNumbersAndUnseenItemsAreScoredByTheirText() {
    TransformerSettings settings = SmallTransformer.settings(Objective.CAUSAL, 0);
    TransformerModel one = train(settings, SmallTransformer.texts());
    TransformerModel other = train(settings, SmallTransformer.texts());
    float[] scores = scores(one, context(1, 2, 3), 0);
    assertThat(scores(other, context(1, 2, 3), 0)).isEqualTo(scores);
    assertThat(scores[SmallTransformer.ITEMS - 1]).isNotZero();
    assertThat(
            scores(train(settings, ContentVectors.NONE), context(1, 2, 3), 0)[
                SmallTransformer.ITEMS - 1])
        .isZero();
  }

  @Test
  void answersWithoutAnyHistory() {
    TransformerModel model =
        train(SmallTransformer.settings(Objective.CAUSAL, 0), ContentVectors.NONE);
    for (float score : scores(model, context(), 1)) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void attentionOverTheHistoryIsAShare() {
    TransformerModel model =
        train(SmallTransformer.settings(Objective.CAUSAL, 0), ContentVectors.NONE);
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
  void plainJavaAgreesWithTheEngine(Objective objective) {
    boolean causal = objective == Objective.CAUSAL;
    Catalogue catalogue = SmallTransformer.catalogue();
    TransformerParameters.Shape shape =
        new TransformerParameters.Shape(16, 2, 2, 32, 9, 2, 2 * SmallTransformer.ITEMS, 0, 0);
    TransformerParameters parameters = TransformerParameters.initial(shape, new Seed(9));
    Context context = context(4, 9, 2, 2, 7);
    SequenceInput slots =
        causal
            ? SequenceInput.causal(context, 1, catalogue, item -> item)
            : SequenceInput.masked(context, 1, catalogue, item -> item);
    float[] vectors = new float[slots.length() * 16];
    for (int slot = 0; slot < slots.length(); slot++) {
      if (slots.items()[slot] != SequenceInput.NO_ITEM) {
        System.arraycopy(
            parameters.get(TransformerParameters.ITEM),
            slots.items()[slot] * 16,
            vectors,
            slot * 16,
            16);
      }
    }
    TransformerInference plainly = new TransformerInference(parameters, causal);
    float[] plain = plainly.read(slots, vectors).hidden();
    if (causal) {
      SequenceInput food = SequenceInput.causal(context, 0, catalogue, item -> item);
      TransformerInference.PrefixState prefix = plainly.readPrefix(food, vectors);
      assertThat(plainly.read(slots, vectors, prefix).hidden()).containsExactly(plain);
    }
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache));
        NDScope scope = new NDScope()) {
      TransformerNetwork network =
          new TransformerNetwork(session, new TrainableWeights(session), parameters, causal);
      SequenceBatch batch = SequenceBatch.of(List.of(slots));
      NDArray hidden = network.forward(batch, network.weight(TransformerParameters.ITEM), 0);
      float[] last = TorchSession.values(hidden.get(slots.length() - 1).duplicate());
      assertThat(plain).containsExactly(last, within(1e-4f));
    }
  }

  private TransformerModel train(TransformerSettings settings, ContentVectors texts) {
    TrainingData data = SmallTransformer.data();
    return new TransformerTrainer(settings, ContentSettings.DEFAULTS)
        .train(data, TrainingRun.quiet(11, cache), texts, Optional.empty());
  }

  private static Context context(int... items) {
    long[] times = new long[items.length];
    for (int index = 0; index < items.length; index++) {
      times[index] = (20L + 2L * index) * SmallTransformer.DAY;
    }
    return new Context(items, times, (20L + 2L * items.length) * SmallTransformer.DAY);
  }

  private static float[] scores(TransformerModel model, Context context, int domain) {
    float[] scores = new float[SmallTransformer.ITEMS];
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

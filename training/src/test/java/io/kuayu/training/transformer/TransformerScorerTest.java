package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDScope;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerScorerTest {
  private static final long DAY = SmallTransformer.DAY;

  @TempDir private Path cache;

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void scoresAsTheModelWithTextsPriorsAndUnseenItems(Objective objective) {
    TransformerSettings settings = SmallTransformer.settings(objective, 0);
    TrainingData data = SmallTransformer.data();
    ItemRows rows = ItemRows.of(data);
    ContentVectors texts = SmallTransformer.texts();
    RecencyPrior prior = RecencyPrior.of(data, settings.priors());
    TransformerParameters parameters =
        TransformerParameters.initial(settings.shape(2, rows.size(), texts.width()), new Seed(4));
    TransformerState state = new TransformerState(parameters, rows, texts, Optional.empty(), prior);
    TransformerModel model = new TransformerModel(data.catalogue(), settings.scoring(), state);
    List<Context> contexts =
        List.of(
            new Context(new int[0], new long[0], 30 * DAY),
            new Context(new int[] {2, 23, 4}, new long[] {5 * DAY, 9 * DAY, 20 * DAY}, 31 * DAY));
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache));
        NDScope scope = new NDScope()) {
      TransformerNetwork network =
          new TransformerNetwork(
              session, new TrainableWeights(session), parameters, objective == Objective.CAUSAL);
      TransformerScorer scorer =
          new TransformerScorer(settings, session, data.catalogue(), network, state);
      for (int domain = 0; domain < 2; domain++) {
        float[][] scores = new float[contexts.size()][SmallTransformer.ITEMS];
        scorer.score(contexts, domain, scores);
        for (int index = 0; index < scores.length; index++) {
          float[] expected = new float[SmallTransformer.ITEMS];
          model.score(contexts.get(index), domain, expected);
          assertThat(scores[index]).containsExactly(expected, within(1e-4f));
        }
      }
    }
  }
}

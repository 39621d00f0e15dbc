package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.recency.NoisyWindowCounts;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.DpSgdSettings;
import io.kuayu.training.TorchSession;
import io.kuayu.training.UserGradient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PrivateTransformerTest {
  private static final PrivacyPlan PLAN =
      new PrivacyPlan(
          new DpSgdSettings(8, 1e-5, 1, .5, 6, 1e-3),
          Optional.of(new NoisyWindowCounts(2, 5, 14)),
          PrivateTransformerLearner.Scope.BIASES);

  @TempDir private Path cache;

  private static TransformerSettings settings() {
    Settings options =
        Settings.of(
            new Setting.Tree(
                Map.of(
                    "dim", new Setting.Scalar("8", "test"),
                    "negatives", new Setting.Scalar("5", "test")),
                "test"));
    return TransformerSettings.readPrivate(options);
  }

  /** Without noise, nothing that others did may reach what one person would change. */
  @ParameterizedTest
  @EnumSource(PrivateTransformerLearner.Scope.class)
  void whatSomebodyChangesDependsOnNobodyElse(PrivateTransformerLearner.Scope scope) {
    TrainingData all = SmallTransformer.data();
    Interactions events = all.interactions();
    int end = events.end(0);
    TrainingData one = new TrainingData(all.catalogue(), events.where(event -> event < end));
    assertThat(gradient(one, scope)).isEqualTo(gradient(all, scope));
  }

  /** Where what somebody took was recent and nothing else was, recency should count for more. */
  @Test
  void recencyThatForeseesPeopleGainsWeight() {
    UserGradient gradient =
        gradient(
            SmallTransformer.data(),
            PrivateTransformerLearner.Scope.RECENCY,
            takenADayBefore(SmallTransformer.data()));
    assertThat(gradient.dense()).containsOnlyKeys(TransformerParameters.PRIOR);
    for (float slope : gradient.dense().getOrDefault(TransformerParameters.PRIOR, new float[0])) {
      assertThat(slope).isNegative();
    }
  }

  /** What the first person took, as if everybody had taken it the day before. */
  private static RecencyPrior takenADayBefore(TrainingData data) {
    Interactions events = data.interactions();
    RecencyPrior.Log[] logs = new RecencyPrior.Log[2];
    for (int domain = 0; domain < logs.length; domain++) {
      int own = domain;
      int[] taken =
          IntStream.range(events.begin(0), events.end(0))
              .filter(event -> data.catalogue().domainOf(events.item(event)) == own)
              .toArray();
      logs[domain] =
          new RecencyPrior.Log(
              Arrays.stream(taken)
                  .mapToLong(event -> events.timestamp(event) - SmallTransformer.DAY)
                  .toArray(),
              Arrays.stream(taken)
                  .map(event -> data.catalogue().positionOf(events.item(event)))
                  .toArray(),
              SmallTransformer.ITEMS);
    }
    return RecencyPrior.of(logs, new double[] {1});
  }

  private UserGradient gradient(
      TrainingData data, PrivateTransformerLearner.Scope scope, RecencyPrior prior) {
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      TransformerSettings settings = settings();
      TransformerParameters.Shape shape =
          new TransformerParameters.Shape(
              8, 1, 1, 2, 51, 2, 1, SmallTransformer.texts().width(), 1);
      TransformerParameters initial = PublicInitialization.of(shape, new Seed(1));
      return new PrivateTransformerLearner(
              settings, scope, session, data, SmallTransformer.texts(), prior, initial)
          .gradient(0, new Seed(7));
    }
  }

  private Map<String, String> gradient(TrainingData data, PrivateTransformerLearner.Scope scope) {
    UserGradient gradient = gradient(data, scope, takenADayBefore(SmallTransformer.data()));
    assertThat(gradient.dense()).isNotEmpty();
    assertThat(gradient.dense().containsKey(TransformerParameters.TEXT))
        .isEqualTo(scope == PrivateTransformerLearner.Scope.ALL);
    return gradient.dense().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Arrays.toString(entry.getValue())));
  }

  @Test
  void knowsNoItemBetterThanItsTextAndKeepsNoEvent() {
    TrainingData data = SmallTransformer.data();
    TransformerModel model = train(data);
    TransformerState state = model.state();
    // Of these few people nothing stands out of the noise but noise, at the ends of windows.
    assertThat(Arrays.stream(state.prior().log(0).times()))
        .allMatch(time -> time % (14 * 86_400) == 0);
    // Also the items that nobody touched: which they are would tell about people.
    assertThat(state.rows().size()).isEqualTo(data.catalogue().size());
    float[] ids = state.parameters().get(TransformerParameters.ITEM);
    for (int at = 8; at < ids.length; at++) {
      assertThat(ids[at]).isEqualTo(ids[at % 8]);
    }
    assertThat(scores(model)).doesNotContain(Float.NaN).isNotEqualTo(scores(train(data)));
  }

  @Test
  void startsFromPublicTextsAlone() {
    PrivateTransformerTrainer trainer = trainer();
    TrainingRun run = TrainingRun.quiet(1, cache).from(train(SmallTransformer.data()));
    assertThatThrownBy(() -> trainer.train(SmallTransformer.data(), run))
        .isInstanceOf(KuayuException.class);
  }

  private static PrivateTransformerTrainer trainer() {
    return new PrivateTransformerTrainer(settings(), ContentSettings.DEFAULTS, PLAN);
  }

  private TransformerModel train(TrainingData data) {
    return trainer()
        .train(data, TrainingRun.quiet(1, cache), SmallTransformer.texts(), Optional.empty());
  }

  private static float[] scores(TransformerModel model) {
    float[] scores = new float[SmallTransformer.ITEMS];
    model.score(
        new Context(new int[] {0}, new long[] {SmallTransformer.DAY}, 2 * SmallTransformer.DAY),
        0,
        scores);
    return scores;
  }
}

package io.kuayu.models.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.popularity.NoisyWindows;
import io.kuayu.models.training.PersonGradient;
import io.kuayu.models.training.PrivateSettings;
import io.kuayu.models.training.TorchSession;
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
  private static final PrivatePlan PLAN =
      new PrivatePlan(
          new PrivateSettings(8, 1e-5, 1, .5, 6, 1e-3),
          Optional.of(new NoisyWindows(2, 5, 14)),
          PrivateLearner.Scope.BIASES);

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
  @EnumSource(PrivateLearner.Scope.class)
  void whatSomebodyChangesDependsOnNobodyElse(PrivateLearner.Scope scope) {
    TrainingData all = Small.data();
    Interactions events = all.interactions();
    int end = events.end(0);
    TrainingData one = new TrainingData(all.catalogue(), events.where(event -> event < end));
    assertThat(gradient(one, scope)).isEqualTo(gradient(all, scope));
  }

  /** Where what somebody took was recent and nothing else was, recency should count for more. */
  @Test
  void recencyThatForeseesPeopleGainsWeight() {
    PersonGradient gradient =
        gradient(Small.data(), PrivateLearner.Scope.RECENCY, takenADayBefore(Small.data()));
    assertThat(gradient.dense()).containsOnlyKeys(Parameters.PRIOR);
    for (float slope : gradient.dense().getOrDefault(Parameters.PRIOR, new float[0])) {
      assertThat(slope).isNegative();
    }
  }

  /** What the first person took, as if everybody had taken it the day before. */
  private static Prior takenADayBefore(TrainingData data) {
    Interactions events = data.interactions();
    Prior.Log[] logs = new Prior.Log[2];
    for (int domain = 0; domain < logs.length; domain++) {
      int own = domain;
      int[] taken =
          IntStream.range(events.begin(0), events.end(0))
              .filter(event -> data.catalogue().domainOf(events.item(event)) == own)
              .toArray();
      logs[domain] =
          new Prior.Log(
              Arrays.stream(taken)
                  .mapToLong(event -> events.timestamp(event) - Small.DAY)
                  .toArray(),
              Arrays.stream(taken)
                  .map(event -> data.catalogue().positionOf(events.item(event)))
                  .toArray(),
              Small.ITEMS);
    }
    return Prior.of(logs, new double[] {1});
  }

  private PersonGradient gradient(TrainingData data, PrivateLearner.Scope scope, Prior prior) {
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      TransformerSettings settings = settings();
      Parameters.Shape shape = new Parameters.Shape(8, 1, 1, 2, 51, 2, 1, Small.texts().width(), 1);
      Parameters initial = PublicStart.of(shape, new Seed(1));
      return new PrivateLearner(settings, scope, session, data, Small.texts(), prior, initial)
          .gradient(0, new Seed(7));
    }
  }

  private Map<String, String> gradient(TrainingData data, PrivateLearner.Scope scope) {
    PersonGradient gradient = gradient(data, scope, takenADayBefore(Small.data()));
    assertThat(gradient.dense()).isNotEmpty();
    assertThat(gradient.dense().containsKey(Parameters.TEXT))
        .isEqualTo(scope == PrivateLearner.Scope.ALL);
    return gradient.dense().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Arrays.toString(entry.getValue())));
  }

  @Test
  void knowsNoItemBetterThanItsTextAndKeepsNoEvent() {
    TrainingData data = Small.data();
    TransformerModel model = train(data);
    TransformerState state = model.state();
    // Of these few people nothing stands out of the noise but noise, at the ends of windows.
    assertThat(Arrays.stream(state.prior().log(0).times()))
        .allMatch(time -> time % (14 * 86_400) == 0);
    // Also the items that nobody touched: which they are would tell about people.
    assertThat(state.rows().size()).isEqualTo(data.catalogue().size());
    float[] ids = state.parameters().get(Parameters.ITEM);
    for (int at = 8; at < ids.length; at++) {
      assertThat(ids[at]).isEqualTo(ids[at % 8]);
    }
    assertThat(scores(model)).doesNotContain(Float.NaN).isNotEqualTo(scores(train(data)));
  }

  @Test
  void startsFromPublicTextsAlone() {
    PrivateTransformerTrainer trainer = trainer();
    TrainingRun run = TrainingRun.quiet(1, cache).from(train(Small.data()));
    assertThatThrownBy(() -> trainer.train(Small.data(), run)).isInstanceOf(KuayuException.class);
  }

  private static PrivateTransformerTrainer trainer() {
    return new PrivateTransformerTrainer(settings(), TextSettings.DEFAULTS, PLAN);
  }

  private TransformerModel train(TrainingData data) {
    return trainer().train(data, TrainingRun.quiet(1, cache), Small.texts(), Optional.empty());
  }

  private static float[] scores(TransformerModel model) {
    float[] scores = new float[Small.ITEMS];
    model.score(new Context(new int[] {0}, new long[] {Small.DAY}, 2 * Small.DAY), 0, scores);
    return scores;
  }
}

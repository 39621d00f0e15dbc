package io.kuayu.training.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.WordSplitter;
import io.kuayu.models.towers.HashedWords;
import io.kuayu.models.towers.HistoryFeatures;
import io.kuayu.models.towers.TowersModel;
import io.kuayu.training.BlockScorer;
import io.kuayu.training.Learner;
import io.kuayu.training.SuccessorWorld;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainingSequences;
import io.kuayu.training.ValidationTargets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TowersTest {
  @TempDir Path cache;
  private final TrainingData data = SuccessorWorld.of(20, 80, 9, 3);

  private static Settings small() {
    Map<String, Setting> values = new HashMap<>();
    Map.of(
            "embedding-size", "16",
            "hidden-size", "32",
            "learning-rate", "0.02",
            "negatives", "20",
            "batch-size", "8",
            "dropout", "0",
            "epochs", "25")
        .forEach((key, value) -> values.put(key, new Setting.Scalar(value, "test")));
    return Settings.of(new Setting.Tree(values, "test"));
  }

  @Test
  void learnsWhatFollowsWhatAcrossDomains() {
    Model model = new TowersTraining().trainer(small()).train(data, TrainingRun.quiet(1, cache));
    ValidationTargets targets = ValidationTargets.of(data, 1000, new Seed(1));
    assertThat(targets.ndcg(BlockScorer.of(model), 1)).isGreaterThan(.8);
  }

  @Test
  void servesInJavaWhatPyTorchComputes() {
    TowersSettings settings = TowersSettings.read(small());
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      TowersLearner learner = new TowersLearner(session, settings, data, new Seed(4));
      learner.learn(new int[] {0, 1, 2, 3}, new Learner.Step(0, .05, new Seed(1)));
      TowersModel model = learner.model();
      TrainingSequences sequences = TrainingSequences.of(data, settings.length());
      TowersBatch batch =
          TowersBatch.of(
              new int[] {5}, sequences, data.catalogue(), new HistoryFeatures(2, settings.decay()));
      for (TowersBatch.Questions questions : batch.byDomain()) {
        NDArray expected = learner.people(questions, learner.known(batch.history()), false);
        float[] values = TorchSession.values(expected);
        int row = 0;
        int[] own = sequences.of(5);
        for (int position = 0; position < own.length; position++) {
          if (data.catalogue().domainOf(own[position]) == questions.domain) {
            Context context = new Context(Arrays.copyOf(own, position), new long[position], 1);
            float[] person = model.person(context, questions.domain);
            assertThat(person)
                .containsExactly(
                    Arrays.copyOfRange(values, row * 16, (row + 1) * 16), within(1e-5f));
            row++;
          }
        }
      }
    }
  }

  @Test
  void itemsWithoutEventsAreKnownByTheirWords() {
    Model model = new TowersTraining().trainer(small()).train(data, TrainingRun.quiet(1, cache));
    assertThat(model).isInstanceOf(TowersModel.class);
    Catalogue extended =
        data.catalogue()
            .with(
                List.of(
                    new Item(new ItemKey("books", "twin"), "", "title 4", Map.of()),
                    new Item(new ItemKey("books", "mute"), "", "", Map.of())));
    Model grown =
        new TowersModel(
            extended, HashedWords.of(extended, 16_384), ((TowersModel) model).weights());
    float[] scores = new float[extended.ordinals(0).length];
    grown.score(new Context(new int[] {1}, new long[1], 1), 0, scores);
    float mute = scores[scores.length - 1];
    for (float score : scores) {
      assertThat(mute).isLessThanOrEqualTo(score);
    }
    assertThat(scores[scores.length - 2]).isNotEqualTo(mute);
  }

  @Test
  void readsWordsOfScriptsWithAndWithoutSpaces() {
    assertThat(WordSplitter.words("Café-Table, 2nd")).containsExactly("café", "table", "2nd");
    assertThat(WordSplitter.words("深度学习 book")).containsExactly("深度", "度学", "学习", "book");
    assertThat(WordSplitter.words("iPhone手机 书")).containsExactly("iphone", "手机", "书");
    assertThat(WordSplitter.words("")).isEmpty();
  }

  @Test
  void laterEventsWeighMoreAndEachDomainSumsToOne() {
    HistoryFeatures features = new HistoryFeatures(2, .5);
    float[] weights = features.weights(new int[] {0, 1, 0, 7});
    assertThat(weights).containsExactly(new float[] {.2f, 1, .8f, 0}, within(1e-6f));
    assertThat(features.counts(new int[] {0, 1, 0, 7}))
        .containsExactly(new float[] {(float) Math.log(3), (float) Math.log(2)}, within(1e-6f));
  }
}

package io.kuayu.training.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.training.BlockScorer;
import io.kuayu.training.Learner;
import io.kuayu.training.SuccessorWorld;
import io.kuayu.training.TorchSession;
import io.kuayu.training.ValidationTargets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmTest {
  @TempDir Path cache;
  private final TrainingData data = SuccessorWorld.of(20, 80, 9, 3);

  static Settings options(String... pairs) {
    Map<String, Setting> values = new HashMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      values.put(pairs[index], new Setting.Scalar(pairs[index + 1], "test"));
    }
    return Settings.of(new Setting.Tree(values, "test"));
  }

  private static Settings small() {
    return options(
        "embedding-size", "16",
        "hidden-size", "16",
        "learning-rate", "0.02",
        "negatives", "20",
        "batch-size", "8",
        "epochs", "25");
  }

  @Test
  void learnsWhatFollowsWhatAcrossDomains() {
    Model model = new LstmTraining().trainer(small()).train(data, TrainingRun.quiet(1, cache));
    ValidationTargets targets = ValidationTargets.of(data, 1000, new Seed(1));
    assertThat(targets.ndcg(BlockScorer.of(model), 1)).isGreaterThan(.9);
  }

  @Test
  void givesTheSameModelForTheSameSeed() {
    Context context = new Context(new int[] {3, 5}, new long[] {1, 2}, 3);
    float[] first = new float[20];
    float[] second = new float[20];
    new LstmTraining()
        .trainer(small())
        .train(data, TrainingRun.quiet(1, cache))
        .score(context, 0, first);
    new LstmTraining()
        .trainer(small())
        .train(data, TrainingRun.quiet(1, cache))
        .score(context, 0, second);
    assertThat(first).isEqualTo(second);
  }

  @Test
  void servesInJavaWhatPyTorchComputes() {
    LstmSettings settings = LstmSettings.read(small());
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      LstmLearner learner = new LstmLearner(session, settings, data, new Seed(4));
      learner.learn(new int[] {0, 1, 2, 3}, new Learner.Step(0, .05, new Seed(1)));
      int[] history = {7, 0, 12, 33, 7};
      int[] inputs = {data.catalogue().size(), 7, 0, 12, 33, 7};
      float[] rows = learner.embeddings(inputs);
      NDArray states = learner.states(session.array(rows, 1, inputs.length, 16), false);
      float[] expected = TorchSession.values(states.get("-1"));
      float[] state = learner.model().state(new Context(history, new long[5], 9));
      for (int unit = 0; unit < 16; unit++) {
        assertThat(state[unit]).isCloseTo(expected[unit], within(1e-6f));
      }
    }
  }

  @Test
  void freesTheArraysOfEachStep() {
    LstmSettings settings = LstmSettings.read(small());
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      LstmLearner learner = new LstmLearner(session, settings, data, new Seed(4));
      int first = arraysAfterStep(session, learner);
      for (int step = 0; step < 20; step++) {
        arraysAfterStep(session, learner);
      }
      assertThat(arraysAfterStep(session, learner)).isEqualTo(first);
    }
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private static int arraysAfterStep(TorchSession session, LstmLearner learner) {
    try (var scope = new NDScope()) {
      learner.learn(new int[] {0, 1, 2, 3}, new Learner.Step(0, .05, new Seed(1)));
    }
    return session.arrays();
  }
}

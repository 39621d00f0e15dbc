package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  private static final LoopSettings SETTINGS = new LoopSettings(20, 0, 1000, .02, .05, 1);

  private final TrainingData data = SuccessorWorld.of(20, 60, 8, 1);
  @TempDir Path cache;
  private Map<String, float[]> learnt = Map.of();

  @BeforeEach
  void forget() {
    learnt = Map.of();
  }

  @Test
  void learnsWhatFollowsWhat() {
    TrainingLoop.Outcome outcome = train(SETTINGS, 7, () -> false);
    assertThat(outcome.ndcg()).isGreaterThan(.9);
    assertThat(outcome.epochs()).isEqualTo(20);
    assertThat(outcome.stopped()).isFalse();
  }

  @Test
  void givesTheSameBitsForTheSameSeed() {
    train(SETTINGS, 7, () -> false);
    Map<String, float[]> first = learnt;
    train(SETTINGS, 7, () -> false);
    assertThat(learnt.get("rows")).isEqualTo(first.get("rows"));
    assertThat(learnt.get("out")).isEqualTo(first.get("out"));
    train(SETTINGS, 8, () -> false);
    assertThat(learnt.get("rows")).isNotEqualTo(first.get("rows"));
  }

  @Test
  void endsEarlyWhenItGetsNoBetter() {
    LoopSettings settings = new LoopSettings(200, 3, 1000, .05, 0, 1);
    TrainingLoop.Outcome outcome = train(settings, 7, () -> false);
    assertThat(outcome.epochs()).isLessThan(200).isEqualTo(outcome.bestEpoch() + 3);
  }

  @Test
  void takesAsManyEpochsAgainAsItChose() {
    LoopSettings settings = new LoopSettings(200, 3, 1000, .05, 0, .1);
    TrainingRun run = new TrainingRun(new Seed(7), 1, cache, Progress.NONE, () -> false);
    TrainingLoop.Outcome chosen = train(settings, data, run);
    assertThat(chosen.epochs()).isGreaterThan(chosen.bestEpoch());
    TrainingData everything = TrainingData.everything(data.catalogue(), data.interactions());
    TrainingLoop.Outcome again = train(settings, everything, run.repeated());
    assertThat(again).isEqualTo(new TrainingLoop.Outcome(chosen.bestEpoch(), 0, 0, false));
    // Another seed is another training, of which nothing is known.
    LoopSettings two = new LoopSettings(2, 0, 1000, .05, 0, .1);
    assertThat(train(two, everything, run.seeded(new Seed(8)).repeated()).epochs()).isEqualTo(2);
  }

  @Test
  void learnsTheSameAgainFromTheSameEvents() {
    LoopSettings settings = new LoopSettings(40, 3, 1000, .05, .1, .1);
    TrainingRun run = new TrainingRun(new Seed(7), 1, cache, Progress.NONE, () -> false);
    TrainingLoop.Outcome chosen = train(settings, data, run);
    Map<String, float[]> kept = learnt;
    TrainingLoop.Outcome again = train(settings, data, run.repeated());
    assertThat(again.epochs()).isEqualTo(chosen.bestEpoch()).isLessThan(chosen.epochs());
    assertThat(learnt.get("rows")).isEqualTo(kept.get("rows"));
  }

  @Test
  void keepsTheBestWeightsWhenStopped() {
    LoopSettings twoEpochs = new LoopSettings(20, 0, 1000, .02, 0, 1);
    int batches = 14;
    AtomicInteger asked = new AtomicInteger();
    TrainingLoop.Outcome outcome =
        train(twoEpochs, 7, () -> asked.incrementAndGet() > 2 * batches + 5);
    assertThat(outcome.stopped()).isTrue();
    assertThat(outcome.epochs()).isEqualTo(2);
    Map<String, float[]> stopped = learnt;
    AtomicInteger again = new AtomicInteger();
    train(twoEpochs, 7, () -> again.incrementAndGet() > 2 * batches);
    assertThat(stopped.get("rows")).isEqualTo(learnt.get("rows"));
  }

  @Test
  void keepsThePresentWeightsWhenStoppedBeforeAnyValidation() {
    AtomicInteger asked = new AtomicInteger();
    TrainingLoop.Outcome outcome = train(SETTINGS, 7, () -> asked.incrementAndGet() > 3);
    assertThat(outcome).isEqualTo(new TrainingLoop.Outcome(0, 0, 0, true));
    assertThat(learnt.get("rows")).hasSize(40 * 16);
  }

  @Test
  void goesOnFromItsCheckpointWithTheSameBits() {
    train(SETTINGS, 7, () -> false);
    Map<String, float[]> whole = learnt;
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                train(
                    SETTINGS,
                    7,
                    () -> {
                      if (asked.incrementAndGet() > 100) {
                        throw new IllegalStateException("killed");
                      }
                      return false;
                    }))
        .hasMessage("killed");
    assertThat(cache.resolve("training")).isNotEmptyDirectory();
    AtomicInteger rest = new AtomicInteger();
    train(
        SETTINGS,
        7,
        () -> {
          rest.incrementAndGet();
          return false;
        });
    assertThat(rest.get()).isLessThan(14 * 20 - 80);
    assertThat(learnt.get("rows")).isEqualTo(whole.get("rows"));
    assertThat(learnt.get("out")).isEqualTo(whole.get("out"));
    assertThat(cache.resolve("training")).isEmptyDirectory();
  }

  @Test
  void startsOverWhereTheCheckpointIsBroken() throws Exception {
    Path file = Files.writeString(cache.resolve("broken"), "nonsense");
    assertThat(Checkpoint.read(file)).isEmpty();
  }

  @Test
  void saysWhatToDoWhenTheLossIsNoNumber() {
    LoopSettings wild = new LoopSettings(20, 0, 1000, Float.MAX_VALUE, 0, 1);
    assertThatThrownBy(() -> train(wild, 7, () -> false))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("the loss is NaN");
  }

  @Test
  void neverEndsBelowTheModelThatItStartsFrom() {
    LoopSettings ruinous = new LoopSettings(3, 0, 1000, 5, 0, 1);
    TrainingRun fresh = new TrainingRun(new Seed(7), 1, cache, Progress.NONE, () -> false);
    TrainingRun run =
        fresh.from(ModelFamilies.trainer("popularity").trainer(none()).train(data, fresh));
    try (TorchSession session = TorchSession.open(run)) {
      LastItemLearner learner = new LastItemLearner(session, data, run.seed());
      new TrainingLoop("last-item", "", SETTINGS, data, fresh).train(session, learner);
      Map<String, float[]> start = learner.weights().copy();
      TrainingLoop.Outcome outcome =
          new TrainingLoop("last-item", "", ruinous, data, run).train(session, learner);
      assertThat(outcome.bestEpoch()).isZero();
      assertThat(outcome.ndcg()).isGreaterThan(.9);
      assertThat(learner.weights().copy().get("rows")).isEqualTo(start.get("rows"));
    }
  }

  private static Settings none() {
    return Settings.of(new Setting.Tree(Map.of(), "test"));
  }

  private TrainingLoop.Outcome train(LoopSettings settings, long seed, BooleanSupplier stopped) {
    TrainingRun run = new TrainingRun(new Seed(seed), 1, cache, Progress.NONE, stopped);
    return train(settings, data, run);
  }

  private TrainingLoop.Outcome train(LoopSettings settings, TrainingData from, TrainingRun run) {
    try (TorchSession session = TorchSession.open(run)) {
      LastItemLearner learner = new LastItemLearner(session, from, run.seed());
      TrainingLoop loop = new TrainingLoop("last-item", "", settings, from, run, Duration.ZERO);
      TrainingLoop.Outcome outcome = loop.train(session, learner);
      learnt = learner.weights().copy();
      if (learner.steps > 2) {
        assertThat(session.arrays()).as("arrays").isEqualTo(learner.baseline);
      }
      return outcome;
    }
  }
}

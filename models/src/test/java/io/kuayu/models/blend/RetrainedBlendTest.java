package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Context;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrainedBlendTest {
  private static final int NEVER = 17;
  private static final TrainingRun RUN = TrainingRun.quiet(4, Path.of("target"));

  /** Each book is followed by the next; only the last of a person is validated on. */
  private static TrainingData data() {
    List<int[]> people = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      int book = n % 12;
      people.add(new int[] {book, book + 1, Sample.ITEMS_PER_DOMAIN + book, book + 2});
    }
    people.add(new int[] {3, NEVER});
    return Sample.lastIsValidation(Sample.data(people), 0);
  }

  private static Trainer trainer(String transfer) {
    List<Setting> experts =
        Stream.of("transitions", "popularity")
            .map(name -> (Setting) new Setting.Scalar(name, "test"))
            .toList();
    return new BlendFamily()
        .trainer(
            Settings.of(
                new Setting.Tree(
                    Map.of(
                        "experts", new Setting.Sequence(experts, "test"),
                        "transfer", new Setting.Scalar(transfer, "test")),
                    "test")));
  }

  private static float[] scores(Model model, Context context) {
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    model.score(context, 0, scores);
    return scores;
  }

  private static Context after(int... items) {
    long[] times = new long[items.length];
    Arrays.fill(times, Sample.START);
    return new Context(items, times, Sample.START + 86_400);
  }

  private static float[] transitions(Model blend) {
    return scores(Objects.requireNonNull(blend.experts().get("transitions")), after(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "auto", "none"})
  void keepsWhatWasChosenAndLearnsFromEverything(String transfer) {
    TrainingData data = data();
    TrainingData everything = TrainingData.everything(data.catalogue(), data.interactions());
    Trainer trainer = trainer(transfer);
    Model chosen = trainer.train(data, RUN);
    Model last = trainer.retrain(chosen, everything, RUN.repeated());
    float[] expert = transitions(last);
    assertThat(transitions(chosen)[NEVER]).isZero();
    assertThat(expert[NEVER]).as("the validation event was learnt from").isPositive();
    float[] alone = scores(trainer.train(everything, RUN), after(3));
    assertThat(scores(last, after(3)))
        .as("with weights that a training without validation cannot have")
        .isNotEqualTo(alone);
    // The same events again give the same model: nothing but the events differs.
    Model same = trainer.retrain(chosen, data, RUN.repeated());
    assertThat(scores(same, after(3))).isEqualTo(scores(chosen, after(3)));
    Context mixed = after(Sample.ITEMS_PER_DOMAIN + 4, 3);
    if (transfer.equals("none")) {
      assertThat(scores(last, mixed)).isEqualTo(scores(last, after(3)));
    }
  }
}

package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every family of the shared training loop must do, each as small as it gets. */
class NeuralContractTest {
  private static final TrainingData DATA = Sample.data(3, 60);
  private static final Map<String, String> SMALL =
      Map.of(
          "embedding-size", "8",
          "hidden-size", "8",
          "history-length", "6",
          "epochs", "2",
          "negatives", "16",
          "batch-size", "16");

  @TempDir Path folder;

  private Model train(String family, TrainingData data) {
    Setting.Tree tree = new Setting.Tree(Map.of(), "test");
    for (Map.Entry<String, String> option : SMALL.entrySet()) {
      tree = tree.with(List.of(option.getKey()), new Setting.Scalar(option.getValue(), "test"));
    }
    Settings settings = Settings.of(tree);
    var trainer = ModelFamilies.trainer(family).trainer(settings);
    settings.check();
    return trainer.train(data, TrainingRun.quiet(5, folder));
  }

  private Bundle bundle(String family, Model model) {
    Bundle.write(
        folder, family, model, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    return Bundle.open(folder, family);
  }

  private static float[] scores(Model model, Context context, int domain) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    Arrays.fill(scores, Float.NaN);
    model.score(context, domain, scores);
    return scores;
  }

  private static List<float[]> allScores(Model model) {
    List<float[]> all = new ArrayList<>();
    for (int user = 0; user < DATA.interactions().users(); user += 7) {
      Context context = DATA.interactions().before(user, DATA.interactions().end(user) - 1);
      all.add(scores(model, context, 0));
      all.add(scores(model, context, 1));
    }
    all.add(scores(model, new Context(new int[0], new long[0], 0), 0));
    return all;
  }

  private static void assertSame(List<float[]> actual, List<float[]> expected) {
    for (int index = 0; index < expected.size(); index++) {
      assertThat(actual.get(index)).isEqualTo(expected.get(index));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void scoresAreFiniteAndTheSameForTheSameSeed(String family) {
    List<float[]> all = allScores(train(family, DATA));
    for (float[] scores : all) {
      assertThat(IntStream.range(0, scores.length).allMatch(at -> Float.isFinite(scores[at])))
          .isTrue();
    }
    assertSame(allScores(train(family, DATA)), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void onlyTheTrainingPartIsLearntFrom(String family) {
    TrainingData without =
        new TrainingData(DATA.catalogue(), DATA.interactions().upTo(Split.TRAIN));
    Model model = train(family, without);
    assertThat(allScores(model)).isNotEmpty();
    Context context = new Context(new int[] {1}, new long[1], 9);
    assertThat(scores(model, context, 1)).doesNotContain(Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void aBundleGivesTheSameBits(String family) {
    Model model = train(family, DATA);
    assertSame(allScores(bundle(family, model).load()), allScores(model));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void anExtendedCatalogueServesItemsAndDomainsNeverSeen(String family) {
    Model model = train(family, DATA);
    Catalogue extended =
        model.catalogue().with(List.of(Sample.item("books", 77), Sample.item("tools", 0)));
    Model loaded = bundle(family, model).load(extended);
    int unseen = extended.size() - 2;
    Context known = new Context(new int[] {0}, new long[1], 9);
    float[] expected = scores(model, known, 0);
    assertThat(Arrays.copyOf(scores(loaded, known, 0), expected.length)).isEqualTo(expected);
    Context context = new Context(new int[] {unseen, 0, unseen + 1}, new long[3], 9);
    for (int domain = 0; domain < 3; domain++) {
      for (float score : scores(loaded, context, domain)) {
        assertThat(Float.isFinite(score)).isTrue();
      }
    }
    assertThat(loaded.explain(context, unseen + 1)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void oneDomainAloneIsFineAndNoDataIsSaid(String family) {
    Context context = new Context(new int[] {1, 50}, new long[2], 9);
    assertThat(scores(train(family, DATA.onlyDomain(1)), context, 1)).doesNotContain(Float.NaN);
    assertThat(scores(train(family, DATA.onlyDomain(1)), context, 0)).doesNotContain(Float.NaN);
    TrainingData nothing =
        new TrainingData(DATA.catalogue(), DATA.interactions().where(event -> false));
    assertThatThrownBy(() -> train(family, nothing))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("no training event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void reasonsAreWhatIsLostWithoutAnEvent(String family) {
    Model model = train(family, DATA);
    int[] history = {1, 50, 3, 44, 7, 9, 10, 11};
    Context context = new Context(history, new long[history.length], 9);
    float whole = scores(model, context, 0)[20];
    List<Contribution> contributions = model.explain(context, model.catalogue().ordinals(0)[20]);
    for (Contribution contribution : contributions) {
      int event = contribution.event().orElseThrow();
      float without = scores(model, context.without(event), 0)[20];
      assertThat(contribution.weight()).isCloseTo(whole - without, within(1e-6));
    }
    assertThat(contributions).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "towers"})
  void manyThreadsMayAskAtOnce(String family) {
    Model model = train(family, DATA);
    List<float[]> expected = allScores(model);
    IntStream.range(0, 16).parallel().forEach(turn -> assertSame(allScores(model), expected));
  }
}

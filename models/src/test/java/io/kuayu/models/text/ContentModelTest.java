package io.kuayu.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.core.metric.Rank;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.live.CatalogueExtension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentModelTest {
  @TempDir Path folder;

  private static boolean all(int item, Modality modality) {
    return true;
  }

  private static boolean texts(int item, Modality modality) {
    return modality == Modality.TEXT;
  }

  /** Every third item has no text. */
  private static boolean someTexts(int item, Modality modality) {
    return modality != Modality.TEXT || item % 3 > 0;
  }

  private Model train(TrainingData data, Map<String, Setting> options) {
    Settings settings = Settings.of(new Setting.Tree(options, "test"));
    var trainer = ModelFamilies.trainer("content").trainer(settings);
    settings.check();
    return trainer.train(data, TrainingRun.quiet(7, folder.resolve("cache")));
  }

  private Model train(MultimodalSample sample, BiPredicate<Integer, Modality> has) {
    return train(sample.data(sample.catalogue(has)), Map.of());
  }

  private static float[] scores(Model model, int... history) {
    float[] scores = new float[model.catalogue().size()];
    model.score(context(history), 0, scores);
    return scores;
  }

  private static Context context(int... history) {
    return new Context(history, new long[history.length], 1_800_000_000L);
  }

  private static FusionWeights weights(Model model) {
    assertThat(model).isInstanceOf(ContentModel.class);
    return ((ContentModel) model).weights();
  }

  @Test
  void aBlendTellsItsExpertsWhatReadsImages() {
    MultimodalSample sample =
        new MultimodalSample(4, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5));
    Setting.Scalar image = new Setting.Scalar("none", "test");
    assertThat(expert(sample, Map.of())).isInstanceOf(ContentModel.class);
    assertThat(expert(sample, Map.of("image-encoder", image))).isInstanceOf(TextModel.class);
  }

  private Model expert(MultimodalSample sample, Map<String, Setting> options) {
    Map<String, Setting> all = new LinkedHashMap<>(options);
    all.put(
        "experts", new Setting.Sequence(List.of(new Setting.Scalar("content", "test")), "test"));
    Settings settings = Settings.of(new Setting.Tree(all, "test"));
    var trainer = ModelFamilies.trainer("blend").trainer(settings);
    settings.check();
    TrainingData data = sample.data(sample.catalogue(ContentModelTest::someTexts));
    Model blend = trainer.train(data, TrainingRun.quiet(7, folder.resolve("cache")));
    return Objects.requireNonNull(blend.experts().get("text"));
  }

  @Test
  void noiseBesideTextChangesNothingToTheBit() {
    for (int seed = 1; seed <= 5; seed++) {
      MultimodalSample sample =
          new MultimodalSample(seed, Map.of(Modality.TEXT, 1.5, Modality.AUDIO, 0.0));
      Model text = train(sample, ContentModelTest::texts);
      Model both = train(sample, ContentModelTest::all);
      assertThat(both).as("seed " + seed).isInstanceOf(TextModel.class);
      assertThat(scores(both, 3, 11)).isEqualTo(scores(text, 3, 11));
    }
  }

  @Test
  void whatTellsMoreThanTextIsHeard() {
    MultimodalSample sample =
        new MultimodalSample(2, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5));
    FusionWeights weights = weights(train(sample, ContentModelTest::all));
    assertThat(weights.first()).isEqualTo(Modality.TEXT);
    assertThat(weights.others().getFirst().modality()).isEqualTo(Modality.IMAGE);
    assertThat(weights.others().getFirst().beside()).isPositive();
  }

  @Test
  void anItemThatIsOnlyHeardIsReached() {
    MultimodalSample sample =
        new MultimodalSample(3, Map.of(Modality.TEXT, 1.5, Modality.AUDIO, 1.0));
    Model text = train(sample, (item, modality) -> texts(item, modality) && item % 3 > 0);
    Model both = train(sample, ContentModelTest::someTexts);
    assertThat(weights(both).others().getFirst().alone()).isPositive();
    int heard = 0;
    int heardByText = 0;
    for (int kind = 0; kind < MultimodalSample.KINDS; kind++) {
      int[] history = {kind + MultimodalSample.KINDS, kind + 4 * MultimodalSample.KINDS};
      heard += reached(scores(both, history), kind);
      heardByText += reached(scores(text, history), kind);
    }
    assertThat(heardByText).isZero();
    assertThat(heard).isGreaterThan(8);
  }

  /** Items without text of a kind that are among the first forty. */
  private static int reached(float[] scores, int kind) {
    boolean[] leftOut = new boolean[scores.length];
    return (int)
        IntStream.range(0, scores.length)
            .filter(item -> item % 3 == 0 && MultimodalSample.kind(item) == kind)
            .filter(item -> Rank.of(scores, item, leftOut) <= 40)
            .count();
  }

  @Test
  void whatHasNoContentIsLast() {
    MultimodalSample sample =
        new MultimodalSample(4, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5));
    Model model = train(sample, (item, modality) -> item > 0);
    float[] scores = scores(model, 8, 16);
    assertThat(IntStream.range(1, scores.length)).allMatch(item -> scores[item] > scores[0]);
    assertThat(model.embedding().orElseThrow().has(0)).isFalse();
    assertThat(model.embedding().orElseThrow().has(1)).isTrue();
  }

  @Test
  void aBundleAnswersAsBefore() {
    MultimodalSample sample =
        new MultimodalSample(
            5, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5, Modality.AUDIO, 1.0));
    Model model = train(sample, ContentModelTest::someTexts);
    weights(model);
    Bundle.write(folder, "content", model, TextSample.PROVENANCE);
    Model again = Bundle.open(folder, "content").load();
    assertThat(weights(again)).isEqualTo(weights(model));
    assertThat(scores(again, 3, 11)).isEqualTo(scores(model, 3, 11));
    assertThat(scores(again)).isEqualTo(scores(model));
  }

  @Test
  void laterItemsJoinByWhatTheyShow() {
    MultimodalSample sample =
        new MultimodalSample(6, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5));
    Catalogue catalogue = sample.catalogue(ContentModelTest::all);
    Model model = train(sample.data(catalogue), Map.of());
    int kind = 3;
    Catalogue later =
        catalogue.with(
            List.of(
                sample.item(
                    MultimodalSample.ITEMS + kind,
                    (item, modality) -> modality == Modality.IMAGE)));
    float[] scores = scores(CatalogueExtension.of(model, later), kind, kind + 8, kind + 16);
    int rank = Rank.of(scores, MultimodalSample.ITEMS, new boolean[scores.length]);
    assertThat(rank).isLessThan(40);
  }

  @Test
  void anEventTellsByWhatItIsAlike() {
    MultimodalSample sample =
        new MultimodalSample(2, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5));
    Model model = train(sample, (item, modality) -> modality == Modality.IMAGE || item % 2 == 0);
    // Item 1 has an image alone.
    List<Contribution> contributions = model.explain(context(17, 9), 1);
    assertThat(contributions)
        .filteredOn(each -> each.weight() > 0)
        .isNotEmpty()
        .allMatch(each -> each.modality().orElseThrow() == Modality.IMAGE);
    Model text = train(sample, ContentModelTest::texts);
    assertThat(text.explain(context(17, 9), 1)).allMatch(each -> each.modality().isEmpty());
  }

  @Test
  void weightsMayBeFixed() {
    MultimodalSample sample =
        new MultimodalSample(1, Map.of(Modality.TEXT, 1.5, Modality.AUDIO, 0.0));
    TrainingData data = sample.data(sample.catalogue(ContentModelTest::all));
    FusionWeights weights =
        weights(train(data, Map.of("weights", tree(Map.of("text", "2", "audio", "0.5")))));
    assertThat(weights.others()).containsExactly(new FusionWeights.Other(Modality.AUDIO, .25, .25));
    Model audio = train(data, Map.of("weights", tree(Map.of("audio", "1"))));
    assertThat(((TextModel) audio).modality()).isEqualTo(Modality.AUDIO);
    assertThatThrownBy(() -> train(data, Map.of("weights", new Setting.Scalar("equal", "test"))))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("equal");
  }

  @Test
  void aModalityMayBeLeftOut() {
    MultimodalSample sample =
        new MultimodalSample(2, Map.of(Modality.TEXT, .5, Modality.IMAGE, 1.5));
    TrainingData data = sample.data(sample.catalogue(ContentModelTest::all));
    Model model = train(data, Map.of("image-encoder", new Setting.Scalar("none", "test")));
    assertThat(scores(model, 3)).isEqualTo(scores(train(sample, ContentModelTest::texts), 3));
  }

  private static Setting tree(Map<String, String> values) {
    Map<String, Setting> scalars = new LinkedHashMap<>();
    values.forEach((key, value) -> scalars.put(key, new Setting.Scalar(value, "test")));
    return new Setting.Tree(scalars, "test");
  }
}

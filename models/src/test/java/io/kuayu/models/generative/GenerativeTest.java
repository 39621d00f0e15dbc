package io.kuayu.models.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Contribution;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.bundle.Bundle;
import io.kuayu.models.bundle.Provenance;
import io.kuayu.models.live.Extension;
import io.kuayu.models.transformer.ItemTexts;
import io.kuayu.models.transformer.Small;
import io.kuayu.models.transformer.TextSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerativeTest {
  private static final List<Double> PRIORS = List.of(7.0, 30.0);

  @TempDir private Path folder;

  private GenerativeModel train(int epochs, ItemTexts texts) {
    return Tiny.train(
        Tiny.settings(epochs, PRIORS), Small.data("a", "b"), TrainingRun.quiet(11, folder), texts);
  }

  @Test
  void learnsWhatFollowsWhat() {
    assertThat(Tiny.hits(train(80, Small.texts()))).isGreaterThan(14);
  }

  @Test
  void learnsWithoutTextsAndPriors() {
    GenerativeSettings settings = Tiny.settings(40, List.of());
    GenerativeModel model =
        Tiny.train(settings, Small.data("a", "b"), TrainingRun.quiet(11, folder), ItemTexts.NONE);
    assertThat(Tiny.hits(model)).isGreaterThan(14);
  }

  @Test
  void sameSeedGivesTheSameNumbers() {
    Context context = Tiny.context(1, 2, 3);
    float[] scores = Tiny.scores(train(2, Small.texts()), context, 0);
    assertThat(Tiny.scores(train(2, Small.texts()), context, 0)).isEqualTo(scores);
  }

  @Test
  void scoresOfADomainAreLogProbabilitiesThatSumToOne() {
    GenerativeModel model = train(2, Small.texts());
    for (Context context : List.of(Tiny.context(), Tiny.context(1, 2, 3, 4, 5, 6, 7, 8, 9))) {
      for (int domain = 0; domain < 2; domain++) {
        float[] scores = Tiny.scores(model, context, domain);
        double sum = 0;
        for (float score : scores) {
          assertThat(score).isFinite().isNotPositive();
          sum += Math.exp(score);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void anItemThatTrainingNeverSawIsGenerated() {
    GenerativeModel model = train(10, Small.texts());
    int unseen = Small.ITEMS - 1;
    int item = model.catalogue().ordinals(0)[unseen];
    List<Generated> all = model.generate(Tiny.context(1, 2, 3), 0, 99, 99, position -> true);
    assertThat(all).hasSize(Small.ITEMS).extracting(Generated::item).contains(item);
    assertThat(Tiny.scores(model, Tiny.context(1, 2, 3), 0)[unseen]).isNegative();
  }

  @Test
  void aBundleGivesTheSameBits() {
    GenerativeModel model = train(2, ItemTexts.NONE);
    Bundle.write(
        folder, "generative", model, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    Bundle bundle = Bundle.open(folder, "generative");
    float[] expected = Tiny.scores(model, Tiny.context(1, 2), 1);
    assertThat(Tiny.scores((GenerativeModel) bundle.load(), Tiny.context(1, 2), 1))
        .isEqualTo(expected);

    Catalogue extended =
        model
            .catalogue()
            .with(List.of(item("b", "new"), item("c", "x"), item("c", "y"), item("c", "z")));
    GenerativeModel loaded = (GenerativeModel) bundle.load(extended);
    GenerativeModel live = (GenerativeModel) Extension.of(model, extended);
    int fresh = model.catalogue().size();
    for (int domain = 0; domain < 3; domain++) {
      Context context = Tiny.context(1, fresh, fresh + 1);
      float[] scores = Tiny.scores(loaded, context, domain);
      assertThat(Tiny.scores(live, context, domain)).isEqualTo(scores);
      assertThat(scores).doesNotContain(Float.NaN);
    }
    assertThat(loaded.explain(Tiny.context(1, fresh), fresh + 2)).hasSize(2);
  }

  private static Item item(String domain, String id) {
    return new Item(new ItemKey(domain, id), "", "", Map.of());
  }

  @Test
  void reasonsAreWhatIsLostWithoutAnEvent() {
    GenerativeModel model = train(2, Small.texts());
    Context context = Tiny.context(3, 4, 5, 6);
    int item = model.catalogue().ordinals(0)[5];
    float whole = Tiny.scores(model, context, 0)[5];
    for (Contribution one : model.explain(context, item)) {
      Context rest = context.without(one.event().orElseThrow());
      double lost = (double) whole - Tiny.scores(model, rest, 0)[5];
      assertThat(one.weight()).isCloseTo(lost, within(1e-4));
    }
  }

  @Test
  void manyThreadsMayAskAtOnce() {
    GenerativeModel model = train(2, Small.texts());
    float[] expected = Tiny.scores(model, Tiny.context(1, 2, 3), 0);
    IntStream.range(0, 32)
        .parallel()
        .forEach(
            turn -> assertThat(Tiny.scores(model, Tiny.context(1, 2, 3), 0)).isEqualTo(expected));
  }

  @Test
  void aTrainingThatStartsFromABundleBeginsBetterInDomainsOfOtherNames() {
    GenerativeModel learnt = train(40, Small.texts());
    TrainingData others = Small.data("c", "d");
    TrainingRun run = TrainingRun.quiet(3, folder);
    GenerativeSettings short2 = Tiny.settings(2, PRIORS);
    int scratch = Tiny.hits(Tiny.train(short2, others, run, Small.texts()));
    GenerativeModel started = Tiny.train(short2, others, run.from(learnt), Small.texts());
    assertThat(Tiny.hits(started)).isGreaterThan(scratch);
    assertThat(started.ids().books()).isSameAs(learnt.ids().books());
  }

  @Test
  void saysWhatFitsWhereTheBundleDoesNotAndWhereThereIsNothingToLearn() {
    GenerativeModel learnt = train(1, ItemTexts.NONE);
    TrainingRun run = TrainingRun.quiet(3, folder).from(learnt);
    assertThatThrownBy(() -> Start.of(run, GenerativeSettings.DEFAULTS))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("dim: 16"));
    TrainingData nothing =
        new TrainingData(
            Small.catalogue("a", "b"), Small.data("a", "b").interactions().where(event -> false));
    GenerativeTrainer trainer =
        new GenerativeTrainer(GenerativeSettings.DEFAULTS, TextSettings.DEFAULTS);
    assertThatThrownBy(() -> trainer.train(nothing, TrainingRun.quiet(3, folder)))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("no training event");
  }

  @Test
  void itemsLieWhereTheirTokensDo() {
    GenerativeModel model = train(1, Small.texts());
    float[] vector = new float[model.dimension()];
    model.copy(0, vector, 0);
    assertThat(model.has(0)).isTrue();
    assertThat(Arrays.equals(vector, new float[vector.length])).isFalse();
  }
}

package com.example.kuayu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.model.live.CatalogueExtension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a model family: trained, kept in a bundle, loaded, same bits. */
class CoPurchaseFamilyTest {
  private static final int HOUR = 3600;
  private static final int TEA = 0;
  private static final int POT = 1;
  private static final int CUP = 2;
  private static final int SONG = 3;
  private static final Catalogue CATALOGUE =
      Catalogue.of(
          List.of("kitchen", "music"),
          Stream.of("kitchen:tea", "kitchen:pot", "kitchen:cup", "music:song")
              .map(CoPurchaseFamilyTest::item)
              .toList());

  /** Ann and Bob take tea and a pot within an hour, Bob a song two days later. */
  private static final TrainingData DATA =
      new TrainingData(
          CATALOGUE,
          new Interactions(
              List.of("ann", "bob"),
              new int[] {0, 3, 6},
              new int[] {TEA, POT, CUP, POT, TEA, SONG},
              new long[] {0, HOUR, 2 * HOUR, 0, HOUR, 49 * HOUR},
              new byte[] {0, 0, Split.VALID.code(), 0, 0, 0},
              new byte[6],
              new float[6],
              List.of("buy")));

  @TempDir private Path folder;

  private static Item item(String key) {
    return new Item(ItemKey.parse(key), key, key, Map.of());
  }

  private Model train(String... options) {
    Map<String, Setting> values = new LinkedHashMap<>();
    for (String option : options) {
      String[] parts = option.split("=", -1);
      values.put(parts[0], new Setting.Scalar(parts[1], "test"));
    }
    Settings settings = Settings.of(new Setting.Tree(values, "test"));
    var trainer = ModelFamilies.trainer("co-purchase").trainer(settings);
    settings.check();
    return trainer.train(DATA, TrainingRun.quiet(1, folder));
  }

  private static float[] scores(Model model, int domain, int... history) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    model.score(new Context(history, new long[history.length], 0), domain, scores);
    return scores;
  }

  @Test
  void scoresTheShareOfPeopleWhoTookBoth() {
    assertThat(scores(train("damping=2"), 0, TEA)).containsExactly(0, 2 / 4f, 0);
    assertThat(scores(train("damping=2"), 1, TEA)).containsExactly(0);
    assertThat(scores(train("damping=2", "hours=48"), 1, TEA)).containsExactly(1 / 4f);
  }

  @Test
  void countsWhatEnoughPeopleDid() {
    Model model = train("hours=100", "least-people=2", "damping=0");
    assertThat(scores(model, 0, TEA)).containsExactly(0, 1, 0);
    assertThat(scores(model, 1, TEA)).containsExactly(0);
  }

  @Test
  void theReasonsAddUpToTheScore() {
    Model model = train("hours=100");
    Context context = new Context(new int[] {TEA, CUP, SONG}, new long[3], 0);
    List<Contribution> reasons = model.explain(context, POT);
    assertThat(reasons).extracting(reason -> reason.event().orElseThrow()).containsExactly(0, 2);
    assertThat(reasons.stream().mapToDouble(Contribution::weight).sum())
        .isCloseTo(scores(model, 0, TEA, CUP, SONG)[POT], within(1e-6));
  }

  @Test
  void aBundleGivesTheSameBits() {
    Model model = train("hours=100");
    Provenance provenance = new Provenance("f", "s", 1, Map.of(), Map.of(), Map.of(), 0);
    var _ = Bundle.write(folder, model.family(), model, provenance);
    Model loaded = Bundle.open(folder, model.family()).load();
    for (int domain = 0; domain < 2; domain++) {
      assertThat(scores(loaded, domain, TEA, POT, SONG))
          .containsExactly(scores(model, domain, TEA, POT, SONG));
    }
  }

  @Test
  void laterItemsAndDomainsAreServed() {
    Model model = train("hours=100");
    Catalogue later = CATALOGUE.with(List.of(item("kitchen:jug"), item("garden:rake")));
    Model live = CatalogueExtension.of(model, later);
    int rake = later.size() - 1;
    assertThat(scores(live, 0, TEA, rake)).containsExactly(scores(model, 0, TEA)[0], 2 / 7f, 0, 0);
    assertThat(scores(live, 2, TEA, rake)).containsExactly(0);
    assertThat(live.explain(new Context(new int[] {rake}, new long[1], 0), rake)).isEmpty();
  }

  @Test
  void unknownOptionsAreRefusedByName() {
    assertThatThrownBy(() -> train("hour=12"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("hour")
        .hasMessageContaining("did you mean 'hours'?");
    assertThatThrownBy(() -> train("hours=0")).hasMessageContaining("from 1 to 8760");
  }
}

package io.kuayu.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that count, with noise. */
class NoisyCountsTest {
  private static final int PEOPLE = 3_000;
  private static final int ITEMS = 20;

  @TempDir Path cache = Path.of(".");

  /** Everybody takes item 0 and then 1; person 0 alone takes 7 and then 8. */
  private static TrainingData data() {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(new Item(new ItemKey("shop", "i" + item), "", "", Map.of()));
    }
    List<String> users = new ArrayList<>();
    int[] offsets = new int[PEOPLE + 1];
    int[] taken = new int[2 * PEOPLE + 2];
    for (int person = 0; person < PEOPLE; person++) {
      users.add("u" + person);
      int at = offsets[person];
      taken[at++] = 0;
      taken[at++] = 1;
      if (person == 0) {
        taken[at++] = 7;
        taken[at++] = 8;
      }
      offsets[person + 1] = at;
    }
    long[] times = new long[taken.length];
    Arrays.setAll(times, index -> 1_000 + index);
    return new TrainingData(
        Catalogue.of(List.of("shop"), items),
        new Interactions(
            users,
            offsets,
            taken,
            times,
            new byte[taken.length],
            new byte[taken.length],
            new float[taken.length],
            List.of("view")));
  }

  @Test
  void popularityIsNearTheTruthAndNeverTheSame() {
    float[] exact = scores("popularity", Map.of(), 0);
    float[] noisy = scores("popularity", Map.of("epsilon", "1", "most-per-person", "4"), 0);
    assertThat(exact[0]).isEqualTo(PEOPLE);
    for (int item = 0; item < ITEMS; item++) {
      // Noise of about 4 · √4: far beyond it is an error.
      assertThat(noisy[item]).isBetween(Math.max(0, exact[item] - 100), exact[item] + 100);
    }
    boolean differs = false;
    for (int round = 0; round < 5; round++) {
      differs |=
          !Arrays.equals(
              noisy, scores("popularity", Map.of("epsilon", "1", "most-per-person", "4"), 0));
    }
    assertThat(differs).isTrue();
  }

  @Test
  void transitionsOfOnePersonAloneAreNotTold() {
    Map<String, String> budget = Map.of("epsilon", "2", "delta", "1e-6");
    assertThat(scores("transitions", Map.of(), 7)[8]).isPositive();
    for (int round = 0; round < 20; round++) {
      assertThat(scores("transitions", budget, 7)[8]).isZero();
      assertThat(scores("transitions", budget, 0)[1]).isPositive();
    }
  }

  /** Everybody's first item is recent once its window is over, and not before. */
  @Test
  void recencyIsToldByWindows() {
    Map<String, String> budget = Map.of("epsilon", "8", "delta", "1e-6", "window-days", "1");
    assertThat(scores("recency", Map.of(), 7, 6_000)[0]).isPositive();
    assertThat(scores("recency", budget, 7, 6_000)).containsOnly(0f);
    float[] later = scores("recency", budget, 7, 2 * 86_400);
    assertThat(later[0]).isPositive();
    assertThat(later[8]).isZero();
  }

  private float[] scores(String family, Map<String, String> options, int item) {
    return scores(family, options, item, 6_000);
  }

  private float[] scores(String family, Map<String, String> options, int item, long now) {
    Map<String, Setting> values = new LinkedHashMap<>();
    options.forEach((key, value) -> values.put(key, new Setting.Scalar(value, "test")));
    Settings settings = Settings.of(new Setting.Tree(values, "test"));
    var trainer = ModelFamilies.trainer(family).trainer(settings);
    settings.check();
    float[] scores = new float[ITEMS];
    try (Model model = trainer.train(data(), TrainingRun.quiet(1, cache))) {
      model.score(new Context(new int[] {item}, new long[] {5_000}, now), 0, scores);
    }
    return scores;
  }
}

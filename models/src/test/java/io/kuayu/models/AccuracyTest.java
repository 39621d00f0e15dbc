package io.kuayu.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bands around the accuracy that is known of the plain families; skipped without the data. */
class AccuracyTest {
  private static final float BAND = .0015f;

  @BeforeAll
  static void dataArePresent() {
    assumeTrue(Amazon.isPresent());
  }

  @Test
  void fullRankingGivesTheKnownNumbers() {
    Amazon amazon = Amazon.read();
    assertNdcg(amazon, "popularity", .0022, .0030);
    assertNdcg(amazon, "recency", .0534, .0226);
    assertNdcg(amazon, "transitions", .0385, .0151);
    assertNdcg(amazon, "item-knn", .0299, .0157);
  }

  private static void assertNdcg(Amazon amazon, String family, double food, double kitchen) {
    Model model =
        ModelFamilies.trainer(family)
            .trainer(Settings.empty())
            .train(amazon.data(), TrainingRun.quiet(42, Path.of("target")));
    List<Amazon.Accuracy> accuracy = amazon.accuracy(model, Split.TEST, 0, 1);
    assertThat(accuracy.get(0).ndcg()).as(family + " Food").isBetween(food - BAND, food + BAND);
    assertThat(accuracy.get(1).ndcg())
        .as(family + " Kitchen")
        .isBetween(kitchen - BAND, kitchen + BAND);
  }
}

package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Amazon;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reasons are true: without the item that is said to speak most for a recommendation, its score
 * falls more than without another item of the history.
 */
class FaithfulnessTest {
  private static final int PEOPLE = 250;

  @BeforeAll
  static void dataArePresent() {
    assumeTrue(Amazon.isPresent());
  }

  @Test
  void theStrongestReasonOfItemKnnMattersMost() {
    Settings settings = Settings.empty();
    assertFaithful("item-knn", settings);
  }

  @Test
  void theStrongestReasonOfABlendMattersMost() {
    List<Setting> experts =
        Stream.of("recency-7", "recency-60", "popularity", "transitions", "item-knn")
            .<Setting>map(name -> new Setting.Scalar(name, "test"))
            .toList();
    Map<String, Setting> options =
        Map.of(
            "experts",
            new Setting.Sequence(experts, "test"),
            "queries",
            new Setting.Scalar("600", "test"));
    assertFaithful("blend", Settings.of(new Setting.Tree(options, "test")));
  }

  private static void assertFaithful(String family, Settings settings) {
    Amazon amazon = Amazon.read();
    Model model =
        ModelFamilies.trainer(family)
            .trainer(settings)
            .train(amazon.data(), TrainingRun.quiet(42, Path.of("target")));
    Faithfulness found = Faithfulness.of(model, amazon.interactions(), PEOPLE, new Seed(9));
    System.out.println(family + ": " + found.text());
    assertThat(found.measured()).isGreaterThan(PEOPLE / 4);
    assertThat(found.stated()).isGreaterThan(2 * found.other());
    assertThat(found.faithful()).isGreaterThan(4 * found.unfaithful());
  }
}

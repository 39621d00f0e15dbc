package io.kuayu.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Contribution;
import io.kuayu.core.Interactions;
import io.kuayu.core.Model;
import io.kuayu.core.Reason;
import io.kuayu.core.Seed;
import io.kuayu.core.TrainingRun;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reasons are true: without the item that is said to speak most for a recommendation, its score
 * falls more than without another item of the history.
 */
class FaithfulnessTest {
  private static final int PEOPLE = 400;

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
            new Setting.Scalar("1500", "test"));
    assertFaithful("blend", Settings.of(new Setting.Tree(options, "test")));
  }

  private static void assertFaithful(String family, Settings settings) {
    Amazon amazon = Amazon.read();
    Model model =
        ModelFamilies.named(family)
            .trainer(settings)
            .train(amazon.data(), TrainingRun.quiet(42, Path.of("target")));
    Interactions events = amazon.interactions();
    SplittableRandom random = new Seed(9).random();
    int asked = 0;
    int truer = 0;
    int wrong = 0;
    double stated = 0;
    double other = 0;
    for (int n = 0; n < PEOPLE; n++) {
      int user = random.nextInt(events.users());
      Context context = events.before(user, events.end(user) - 1);
      int item =
          best(model, context, amazon.catalogue().domainOf(events.item(events.end(user) - 1)));
      int strongest = strongest(model, context, item);
      int[] others = Arrays.stream(context.items()).filter(own -> own != strongest).toArray();
      if (strongest < 0 || others.length == 0) {
        continue;
      }
      int drawn = others[random.nextInt(others.length)];
      double without = loss(model, context, item, strongest);
      double withoutOther = loss(model, context, item, drawn);
      asked++;
      stated += without;
      other += withoutOther;
      truer += without > withoutOther ? 1 : 0;
      wrong += without < withoutOther ? 1 : 0;
    }
    System.out.printf(
        "%s: %d people; without the strongest reason %.4f less, without another event %.4f;"
            + " more for %d, less for %d%n",
        family, asked, stated / asked, other / asked, truer, wrong);
    assertThat(asked).isGreaterThan(PEOPLE / 4);
    assertThat(stated / asked).isGreaterThan(2 * other / asked);
    assertThat(truer).isGreaterThan(4 * wrong);
  }

  /** The best item of the domain that the history does not hold. */
  private static int best(Model model, Context context, int domain) {
    Catalogue catalogue = model.catalogue();
    int[] items = catalogue.ordinals(domain);
    float[] scores = new float[items.length];
    model.score(context, domain, scores);
    int best = -1;
    for (int position = 0; position < items.length; position++) {
      if (!context.contains(items[position]) && (best < 0 || scores[position] > scores[best])) {
        best = position;
      }
    }
    return items[best];
  }

  /** The item of the history that gave most, as the engine adds up its events; -1 for none. */
  private static int strongest(Model model, Context context, int item) {
    Map<Integer, Double> weights = new HashMap<>();
    for (Contribution contribution : model.explain(context, item)) {
      if (contribution.kind().equals(Reason.HISTORY)) {
        int own = context.items()[contribution.event().orElseThrow()];
        weights.merge(own, contribution.weight(), Double::sum);
      }
    }
    return weights.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(-1);
  }

  private static double loss(Model model, Context context, int item, int without) {
    return score(model, context, item) - score(model, context.where(own -> own != without), item);
  }

  private static double score(Model model, Context context, int item) {
    int domain = model.catalogue().domainOf(item);
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    model.score(context, domain, scores);
    return scores[model.catalogue().positionOf(item)];
  }
}

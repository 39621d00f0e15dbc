package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.core.Interactions;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Split;
import io.kuayu.corpus.validate.Check;
import io.kuayu.corpus.validate.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AmazonFoodKitchenTest {
  private static final Path DATA =
      Path.of("../../shared/data/amazon-food-kitchen").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void hasThePublishedCounts() {
    Corpus corpus =
        configuration()
            .with("split.by", "column")
            .with("split.column", "split")
            .with("order", "position")
            .corpus();
    assertThat(corpus.report().rules()).noneMatch(rule -> rule.action().startsWith("left out"));
    var counts = corpus.manifest().counts();
    assertThat(corpus.manifest().users()).isEqualTo(7_144);
    assertThat(counts.get("food"))
        .containsEntry("items", 11_837L)
        .containsEntry("events", 83_663L)
        .containsEntry("test", 2_419L);
    assertThat(counts.get("kitchen"))
        .containsEntry("items", 16_258L)
        .containsEntry("events", 89_885L)
        .containsEntry("test", 4_725L);
    assertThat(Validation.check(corpus))
        .anySatisfy(
            check -> {
              assertThat(check.name()).isEqualTo("overlap food/kitchen");
              assertThat(check.numbers()).containsEntry("people", 7_144.0);
            })
        .noneMatch(check -> check.status() == Check.Status.FAIL);
    var key = new ItemKey("food", "2");
    var item = corpus.catalogue().item(corpus.catalogue().ordinal(key).orElseThrow());
    assertThat(item.text())
        .isEqualTo(
            "Mae Ploy Thai Green Curry Paste - 14 oz jar. Grocery & Gourmet Food > Sauces > Gravies"
                + " & Marinades > Sauces > Asian > Curry Sauce");
  }

  @Test
  void leaveOneOutInThePublishedOrderIsThePublishedSplit() {
    Corpus byColumn =
        configuration()
            .with("split.by", "column")
            .with("split.column", "split")
            .with("order", "position")
            .corpus();
    Corpus leaveOneOut = configuration().with("order", "position").corpus();
    Interactions left = byColumn.interactions();
    Interactions right = leaveOneOut.interactions();
    assertThat(right.events()).isEqualTo(left.events());
    for (int event = 0; event < left.events(); event++) {
      assertThat(right.item(event)).isEqualTo(left.item(event));
      assertThat(right.part(event)).isEqualTo(left.part(event));
    }
    for (int user = 0; user < left.users(); user++) {
      assertThat(left.part(left.end(user) - 1)).isEqualTo(Split.TEST);
    }
  }

  private Configuration configuration() {
    assumeTrue(Files.isDirectory(DATA), "the data are not there");
    Configuration configuration = new Configuration(folder);
    for (String domain : new String[] {"Food", "Kitchen"}) {
      String name = domain.toLowerCase(Locale.ROOT);
      configuration
          .with("domains." + name + ".items.path", DATA.resolve("items.tsv.gz").toString())
          .with("domains." + name + ".items.where", "domain = '" + domain + "'")
          .with("domains." + name + ".items.id", "item_id")
          .with("domains." + name + ".items.text", "[title, categories]")
          .with("domains." + name + ".events.path", DATA.resolve("interactions.tsv.gz").toString())
          .with("domains." + name + ".events.where", "domain = '" + domain + "'")
          .with("domains." + name + ".events.user", "user_id")
          .with("domains." + name + ".events.item", "item_id")
          .with("domains." + name + ".events.timestamp", "timestamp");
    }
    return configuration;
  }
}

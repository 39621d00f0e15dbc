package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Interactions;
import io.kuayu.corpus.clean.SimHash;
import io.kuayu.corpus.clean.TextCleaner;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fake people, one eager source and stuffed titles can do, and cannot with limits. */
final class PoisoningTest {
  private static final long DAY = 86_400;
  private static final long START = 1_400_000_000 / DAY * DAY;
  private static final int DAYS = 100;
  private static final int FAKES = 300;

  @TempDir private Path folder;

  @Test
  void fakePeopleGiveAnItemNoMoreThanTheLimitOfTheirSource() throws IOException {
    PreparationReport report = attacked().prepare();
    assertThat(outcome(report, "burst").count()).isEqualTo(1);
    assertThat(outcome(report, "burst").first()).isNotEmpty();
    assertThat(events("pushed")).isEqualTo(FAKES);
    int honest = events("h1");
    PreparationReport limited =
        attacked().with("clean.most-per-source", "10").with("seed", "1").prepare();
    assertThat(outcome(limited, "most-per-source").count()).isEqualTo(FAKES - 10);
    assertThat(events("pushed")).isEqualTo(10);
    assertThat(events("h1")).isEqualTo(honest);
  }

  @Test
  void onePersonWeighsNoMoreThanTheLimits() throws IOException {
    StringBuilder loud = new StringBuilder("user,item,timestamp,strength\n");
    for (int event = 0; event < 50; event++) {
      loud.append("loud,i%d,%d,1000%n".formatted(event % 5, START + event * DAY));
      loud.append("calm%d,i0,%d,1%n".formatted(event, START + event * DAY));
    }
    Corpus corpus =
        shop(loud.toString())
            .with("domains.shop.events.value", "strength")
            .with("clean.most-per-item", "4")
            .with("clean.most-per-person", "15")
            .with("clean.most-value", "3")
            .corpus();
    Interactions all = corpus.interactions();
    for (int user = 0; user < all.users(); user++) {
      if (all.user(user).equals("loud")) {
        assertThat(all.end(user) - all.begin(user)).isEqualTo(15);
        // The latest stay.
        assertThat(all.timestamp(all.end(user) - 1)).isEqualTo(START + 49 * DAY);
        assertThat(all.value(all.begin(user))).isEqualTo(3);
      } else {
        assertThat(all.end(user) - all.begin(user)).isEqualTo(1);
      }
    }
  }

  @Test
  void aStuffedTitleSaysEachWordAsOftenAsAllowed() {
    String stuffed = "Tea tea TEA, tea for tea time: tea";
    TextCleaner.Cleaned cleaned = new TextCleaner(4_000, 2).clean(stuffed);
    assertThat(cleaned.text()).isEqualTo("Tea tea , for time:");
    assertThat(cleaned.mends()).containsExactly(TextCleaner.Mend.REPEATS);
    assertThat(new TextCleaner(4_000).clean(stuffed).text()).isEqualTo(stuffed);
  }

  @Test
  void copiesOfAnItemAreCounted() throws IOException {
    StringBuilder items = new StringBuilder("item,title\n");
    String words = "green tea from the high mountains of the south in a tin of one pound number";
    for (int item = 0; item < 5; item++) {
      items.append("c%d,%s%n".formatted(item, words + " " + (item < 2 ? "" : "x" + item)));
    }
    items.append(
        "other,a cast iron pan of ten inches with a lid of glass and two handles%n".formatted());
    PreparationReport report =
        shop("user,item,timestamp\nu,c1,%d%n".formatted(START))
            .file("i.csv", items.toString())
            .with("domains.shop.items.path", "i.csv")
            .with("domains.shop.items.id", "item")
            .with("domains.shop.items.text", "[title]")
            .prepare();
    assertThat(outcome(report, "near-duplicate").count()).isBetween(1L, 4L);
    assertThat(
            SimHash.isNear(SimHash.of(words), SimHash.of(words.toUpperCase(java.util.Locale.ROOT))))
        .isTrue();
    assertThat(SimHash.isNear(SimHash.of(words), SimHash.of("a cast iron pan with two handles")))
        .isFalse();
  }

  private static RuleOutcome outcome(PreparationReport report, String rule) {
    return report.rules().stream()
        .filter(one -> one.rule().equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError(rule + " is not among " + report.rules()));
  }

  private int events(String item) {
    Corpus corpus = Corpus.open(folder.resolve("work"));
    Interactions all = corpus.interactions();
    int count = 0;
    for (int event = 0; event < all.events(); event++) {
      count += corpus.catalogue().item(all.item(event)).key().id().equals(item) ? 1 : 0;
    }
    return count;
  }

  /** A hundred quiet days, and one on which 300 fake people take one item, from a second file. */
  private Configuration attacked() throws IOException {
    StringBuilder honest = new StringBuilder("user,item,timestamp\n");
    for (int day = 0; day < DAYS; day++) {
      for (int event = 0; event < 10; event++) {
        honest.append("u%d,h%d,%d%n".formatted(event + day % 7, event, START + day * DAY + event));
      }
    }
    StringBuilder fake = new StringBuilder("user,item,timestamp\n");
    for (int person = 0; person < FAKES; person++) {
      fake.append("fake%d,pushed,%d%n".formatted(person, START + 50 * DAY + person));
    }
    return new Configuration(folder)
        .file("honest.csv", honest.toString())
        .file("fake.csv", fake.toString())
        .withBlocks("domains.shop.events", List.of(source("honest.csv"), source("fake.csv")));
  }

  private static Map<String, String> source(String path) {
    return Map.of("path", path, "user", "user", "item", "item", "timestamp", "timestamp");
  }

  private Configuration shop(String events) throws IOException {
    return new Configuration(folder)
        .file("e.csv", events)
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.events.user", "user")
        .with("domains.shop.events.item", "item")
        .with("domains.shop.events.timestamp", "timestamp");
  }
}

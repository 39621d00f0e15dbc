package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.RuleOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleaningTest {
  @TempDir private Path folder;

  @Test
  void removesExactRepetitionsAndTellsWhere() throws IOException {
    Configuration configuration =
        shop("u,x,1400000000\nu,y,1400000000\nu,x,1400000000\nu,x,1400000001\n");
    Corpus corpus = configuration.corpus();
    assertThat(corpus.interactions().events()).isEqualTo(3);
    RuleOutcome rule = rule(corpus, "duplicates");
    assertThat(rule.count()).isEqualTo(1);
    assertThat(rule.first()).extracting(BadRow::line).containsExactly(4L);
    assertThat(configuration.with("clean.duplicates", "keep").corpus().interactions().events())
        .isEqualTo(4);
  }

  @Test
  void keepsTheFirstTheLastOrTheSum() throws IOException {
    Configuration configuration =
        shop("u,x,1400000005,2\nu,x,1400000001,3\n", "value")
            .with("domains.shop.events.value", "value");
    var first = configuration.with("clean.duplicates", "first").corpus().interactions();
    assertThat(first.timestamp(0)).isEqualTo(1_400_000_001);
    var last = configuration.with("clean.duplicates", "last").corpus().interactions();
    assertThat(last.timestamp(0)).isEqualTo(1_400_000_005);
    var sum = configuration.with("clean.duplicates", "sum").corpus().interactions();
    assertThat(sum.value(0)).isEqualTo(5);
    assertThat(sum.timestamp(0)).isEqualTo(1_400_000_001);
  }

  @Test
  void dropsOrKeepsUnknownItems() throws IOException {
    Configuration configuration =
        shop("u,x,1400000000\nu,y,1400000001\n")
            .file("i.csv", "item,title\nx,\"Tom &amp; \u200bJerry<br>\"\n")
            .with("domains.shop.items.path", "i.csv");
    Corpus kept = configuration.corpus();
    assertThat(kept.interactions().events()).isEqualTo(2);
    assertThat(rule(kept, "unknown-item").first()).extracting(BadRow::line).containsExactly(3L);
    assertThat(kept.catalogue().items())
        .extracting(item -> item.title())
        .contains("Tom & Jerry", "");
    assertThat(rule(kept, "zero-width-characters").first())
        .extracting(BadRow::line)
        .containsExactly(2L);
    Corpus dropped = configuration.with("clean.unknown-items", "drop").corpus();
    assertThat(dropped.interactions().events()).isEqualTo(1);
    assertThat(dropped.catalogue().size()).isEqualTo(1);
  }

  @Test
  void leavesMachinesOutAndNumbersAnew() throws IOException {
    StringBuilder events = new StringBuilder("u,x,1400000000\n");
    for (int number = 0; number < 20; number++) {
      events.append("bot,i").append(number).append(',').append(1_400_000_000 + number).append('\n');
    }
    Corpus corpus = shop(events.toString()).with("clean.most-per-day", "10").corpus();
    assertThat(corpus.interactions().users()).isEqualTo(1);
    assertThat(corpus.interactions().user(0)).isEqualTo("u");
    assertThat(rule(corpus, "machine").count()).isEqualTo(20);
  }

  @Test
  void takesTheCoreAgainAndAgain() throws IOException {
    Corpus corpus =
        shop("a,x,1400000000\na,y,1400000001\nb,x,1400000002\nb,y,1400000003\nc,y,1400000004\nc,z,1400000005\n")
            .with("clean.k-core", "2")
            .corpus();
    assertThat(corpus.interactions().events()).isEqualTo(4);
    assertThat(corpus.catalogue().items())
        .extracting(item -> item.key().id())
        .containsExactlyInAnyOrder("x", "y");
    assertThat(rule(corpus, "k-core").count()).isEqualTo(2);
  }

  @Test
  void joinsPeopleByTheMapping() throws IOException {
    Corpus corpus =
        shop("1,x,1400000000\n7,x,1400000000\n")
            .file("f.csv", "user,item,timestamp\nA,x,1400000001\n1,x,1400000002\n")
            .with("domains.film.events.path", "f.csv")
            .file("who.csv", "person,shop,film\nanna,1,A\n")
            .with("users.path", "who.csv")
            .with("users.person", "person")
            .with("users.shop", "shop")
            .with("users.film", "film")
            .corpus();
    var interactions = corpus.interactions();
    List<String> names =
        IntStream.range(0, interactions.users()).mapToObj(interactions::user).toList();
    assertThat(names).containsExactlyInAnyOrder("anna", "shop:7", "film:1");
  }

  @Test
  void readsSeveralFilesWithTheirTypesAndValues() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("v.csv", "user,item,timestamp\nu,x,1400000000\n")
            .file("p.csv", "user,item,timestamp\nu,y,1400000001\n")
            .withBlocks(
                "domains.shop.events",
                List.of(
                    Map.of("path", "v.csv", "type", "view", "value", "0.5"),
                    Map.of("path", "p.csv", "type", "purchase")))
            .corpus();
    assertThat(corpus.interactions().type(0)).isEqualTo("view");
    assertThat(corpus.interactions().value(0)).isEqualTo(0.5f);
    assertThat(corpus.interactions().type(1)).isEqualTo("purchase");
  }

  @Test
  void ordersByTheOrderColumnWhereTimesAreMissing() throws IOException {
    Corpus corpus =
        shop("u,c,,3\nu,a,1400000009,1\nu,b,,2\n", "position").with("order", "position").corpus();
    var interactions = corpus.interactions();
    assertThat(
            IntStream.range(0, 3)
                .mapToObj(event -> corpus.catalogue().item(interactions.item(event)).key().id())
                .toList())
        .containsExactly("a", "b", "c");
    assertThat(interactions.timestamp(2)).isEqualTo(1_400_000_009);
  }

  @Test
  void theSameSeedGivesTheSameCorpusOnAnyNumberOfThreads() throws IOException {
    StringBuilder events = new StringBuilder();
    for (int number = 0; number < 500; number++) {
      events.append("u%d,i%d,14000000%02d\n".formatted(number % 9, number % 101, number % 3));
    }
    Configuration configuration = shop(events.toString()).with("import.threads", "1");
    var left = configuration.corpus().interactions();
    var right = configuration.with("import.threads", "4").corpus().interactions();
    for (int event = 0; event < left.events(); event++) {
      assertThat(right.item(event)).isEqualTo(left.item(event));
    }
  }

  @Test
  void refusesAConditionThatIsNone() throws IOException {
    Configuration configuration =
        shop("u,x,1400000000\n").with("domains.shop.events.where", "user = ");
    assertThatThrownBy(configuration::prepare)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("domains.shop.events.where");
  }

  @Test
  void splitsByTimeSoThatNobodysFutureIsLearnt() throws IOException {
    Corpus corpus =
        shop("u,a,1388534399\nu,b,1388534400\nv,c,1380000000\nv,d,1388000000\n")
            .with("split.by", "time")
            .with("split.test", "2014-01-01")
            .with("split.valid", "30d")
            .corpus();
    var counts = corpus.manifest().counts().get("shop");
    assertThat(counts)
        .containsEntry("test", 1L)
        .containsEntry("valid", 2L)
        .containsEntry("train", 1L);
  }

  private static RuleOutcome rule(Corpus corpus, String name) {
    return corpus.report().rules().stream()
        .filter(rule -> rule.rule().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Configuration shop(String events, String... more) throws IOException {
    String header = "user,item,timestamp" + (more.length == 0 ? "" : "," + String.join(",", more));
    return new Configuration(folder)
        .file("e.csv", header + "\n" + events)
        .with("domains.shop.events.path", "e.csv");
  }
}

package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events without times or order, and rows of several items. */
final class BasketsTest {
  @TempDir private Path folder;

  @Test
  void rowsWithoutTimesNeedOneLine() throws IOException {
    Configuration pairs =
        new Configuration(folder)
            .file("e.csv", "user,item\nann,a\nann,b\nann,c\nann,d\nbob,a\n,b\n")
            .with("domains.shop.events.path", "e.csv");
    assertThatThrownBy(pairs::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("'baskets: true'"));
    Corpus corpus =
        pairs.with("domains.shop.events.baskets", "true").with("skip-bad-rows", "true").corpus();
    assertThat(corpus.interactions().events()).isEqualTo(5);
    assertThat(corpus.interactions().isApart()).isTrue();
    assertThat(corpus.report().rules().getFirst().first().getFirst().line()).isEqualTo(7);
    assertThat(corpus.report().sources().getFirst().notes().getFirst())
        .contains("neither times nor an order", "a random item");
    assertThat(corpus.report().warnings().getFirst()).contains("nothing that is measured tells");
  }

  @Test
  void theSeedDrawsWhatIsWithheld() throws IOException {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(user -> "u" + user + ",a\nu" + user + ",b\nu" + user + ",c\n")
            .collect(Collectors.joining("", "user,item\n", ""));
    Configuration pairs =
        new Configuration(folder)
            .file("e.csv", rows)
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.baskets", "true");
    Set<String> first = withheld(pairs.corpus());
    assertThat(withheld(pairs.corpus())).isEqualTo(first);
    assertThat(withheld(pairs.with("seed", "7").corpus())).isNotEqualTo(first);
    Set<String> items = new HashSet<>();
    first.forEach(pair -> items.add(pair.substring(pair.indexOf(' ') + 1)));
    assertThat(items).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void aRowMayHoldALineOfItems() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file(
                "e.csv",
                "order,customer,skus,at\n1,ann,a; b ;c,2020-01-01\n2,bob,,2020-01-02\n3,ann,d,2020-01-03\n4,bob,a;b,2020-01-04\n")
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.user", "customer")
            .with("domains.shop.events.item", "skus")
            .with("domains.shop.events.timestamp", "at")
            .with("domains.shop.events.baskets", ";")
            .with("domains.shop.events.delimiter", ",")
            .with("domains.shop.events.where", "\"order\" > 1")
            .with("skip-bad-rows", "true")
            .corpus();
    assertThat(corpus.interactions().isApart()).isFalse();
    assertThat(corpus.interactions().events()).isEqualTo(3);
    assertThat(corpus.report().rules().getFirst().lines().getLast()).contains("e.csv:3");
    Interactions events = corpus.interactions();
    int bob = events.user(0).equals("bob") ? 0 : 1;
    assertThat(events.timestamp(events.begin(bob)))
        .isEqualTo(events.timestamp(events.begin(bob) + 1));
  }

  @Test
  void arraysOfJsonAreBasketsToo() throws IOException {
    String orders =
        """
        {"who":"ann","lines":[{"sku":"a","n":1},{"sku":"b","n":2}]}
        {"who":"bob","lines":[{"sku":"a","n":1}]}
        """;
    Configuration nested =
        new Configuration(folder)
            .file("o.jsonl", orders)
            .with("domains.shop.events.path", "o.jsonl")
            .with("domains.shop.events.user", "who")
            .with("domains.shop.events.item", "lines.sku")
            .with("domains.shop.events.timestamp", "who");
    assertThatThrownBy(nested::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("'baskets: true'"))
        .hasMessageContaining("holds lists");
    Configuration untimed =
        new Configuration(folder)
            .with("domains.shop.events.path", "o.jsonl")
            .with("domains.shop.events.user", "who")
            .with("domains.shop.events.item", "lines.sku")
            .with("domains.shop.events.baskets", "true");
    assertThat(untimed.corpus().interactions().events()).isEqualTo(3);
  }

  @Test
  void linesOfItemsAloneAreBasketsOfTheirOwn() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("groceries.csv", "milk,bread,eggs\nmilk\n\nbread, milk\n")
            .with("domains.shop.events.path", "groceries.csv")
            .with("domains.shop.events.format", "baskets")
            .corpus();
    assertThat(corpus.interactions().events()).isEqualTo(6);
    assertThat(corpus.catalogue().size()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).mapToObj(corpus.interactions()::user))
        .allMatch(user -> user.startsWith("groceries.csv:"));
  }

  @Test
  void aSplitByTimeNeedsTimes() throws IOException {
    Configuration pairs =
        new Configuration(folder)
            .file("e.csv", "user,item\nann,a\n")
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.baskets", "true")
            .with("split.by", "time");
    assertThatThrownBy(pairs::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_TIMES_MISSING))
        .hasMessageContaining("the split is by time");
  }

  private static Set<String> withheld(Corpus corpus) {
    Interactions events = corpus.interactions();
    Set<String> pairs = new TreeSet<>();
    for (int user = 0; user < events.users(); user++) {
      for (int event = events.begin(user); event < events.end(user); event++) {
        if (events.part(event) == Split.TEST) {
          pairs.add(
              events.user(user) + " " + corpus.catalogue().item(events.item(event)).key().id());
        }
      }
    }
    return pairs;
  }
}

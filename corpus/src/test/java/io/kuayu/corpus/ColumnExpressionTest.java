package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are expressions in DuckDB's SQL. */
final class ColumnExpressionTest {
  private static final String EVENTS =
      "user,item,day,hour,n\nAnn,a,01.02.2020,7,1\nBob,B,02.02.2020,23,2\nann,b,03.02.2020,0,3\n";

  @TempDir private Path folder;

  @Test
  void timesUsersItemsAndValuesMayBeExpressions() throws IOException {
    Corpus corpus =
        events()
            .with("domains.shop.events.user", "= lower(user) -- one person")
            .with("domains.shop.events.item", "=upper(item)")
            .with(
                "domains.shop.events.value",
                "= CASE WHEN n::INT > 1 THEN CAST(n AS INT) * 2 ELSE 1 END")
            .with("domains.shop.events.time-zone", "Europe/Berlin")
            .corpus();
    assertThat(corpus.interactions().users()).isEqualTo(2);
    assertThat(corpus.catalogue().size()).isEqualTo(2);
    int ann = corpus.interactions().user(0).equals("ann") ? 0 : 1;
    int first = corpus.interactions().begin(ann);
    assertThat(corpus.interactions().timestamp(first)).isEqualTo(1_580_536_800L);
    assertThat(corpus.interactions().value(first + 1)).isEqualTo(6);
    assertThat(corpus.interactions().part(first)).isEqualTo(Split.TRAIN);
  }

  @Test
  void aConditionMeansTheColumnsOfTheFile() throws IOException {
    Corpus corpus =
        events()
            .with("domains.shop.events.user", "= n")
            .with("domains.shop.events.where", "\"user\" = 'Ann' OR hour > 20")
            .corpus();
    assertThat(List.of(corpus.interactions().user(0), corpus.interactions().user(1)))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void pathsWorkInsideExpressions() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("e.jsonl", "{\"who\":{\"id\":\"ANN\"},\"item\":\"a\",\"time\":1400000000}\n")
            .with("domains.shop.events.path", "e.jsonl")
            .with("domains.shop.events.user", "= lower(who.id)")
            .corpus();
    assertThat(corpus.interactions().user(0)).isEqualTo("ann");
  }

  @Test
  void aColumnOfThatVeryNameWins() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("e.csv", "= user,item,time\nann,a,1400000000\n")
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.user", "= user")
            .corpus();
    assertThat(corpus.interactions().user(0)).isEqualTo("ann");
  }

  @Test
  void rowsOnWhichItFailsAreToldWithTheirLines() throws IOException {
    Configuration configuration = events().with("skip-bad-rows", "true");
    var _ = configuration.file("e.csv", EVENTS + "cid,a,31.02.2020,7,1\n");
    Corpus corpus = configuration.corpus();
    assertThat(corpus.interactions().events()).isEqualTo(3);
    assertThat(corpus.report().rules().getFirst().lines().getLast()).contains("e.csv:5");
  }

  @Test
  void mistakesNameTheKeyAndWhatDuckDbSays() throws IOException {
    expect("= strptime(day, '%Y')", "Could not parse string", "timestamp");
    expect("= strptime(day", "syntax error", "timestamp");
    expect("= strptim(day, '%Y')", "did you mean 'strptime'?", "timestamp");
    expect("= lower(daay)", "there is no column 'daay'", "timestamp");
    expect("= hour + 1", "add explicit type casts", "timestamp");
    expect("= '2020-01-01'", "it names no column", "timestamp");
  }

  @Test
  void whatFilesHoldStaysText() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("e.csv", "user,item,time\n= getenv('HOME'),\"') FROM x --\",1400000000\n")
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.item", "= lower(item)")
            .corpus();
    assertThat(corpus.interactions().user(0)).isEqualTo("= getenv('HOME')");
    assertThat(corpus.catalogue().item(0).key().id()).isEqualTo("') from x --");
  }

  private void expect(String expression, String message, String key) throws IOException {
    assertThatThrownBy(events().with("domains.shop.events." + key, expression)::prepare)
        .as(expression)
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_EXPRESSION))
        .hasMessageContaining(message)
        .hasMessageContaining("domains.shop.events." + key);
  }

  private Configuration events() throws IOException {
    return new Configuration(folder)
        .file("e.csv", EVENTS)
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.events.timestamp", "= strptime(day || ' ' || hour, '%d.%m.%Y %H')");
  }
}

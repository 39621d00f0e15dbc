package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.report.SourceOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of several files: patterns, folders and partitions. */
final class FileSetTest {
  @TempDir private Path folder;

  @Test
  void filesThatFitAPatternAreOneSourceInTheOrderOfTheirNames() throws IOException {
    write("events/b.csv", "user,item,n\nbob,x,1\nann,y,2\n");
    write("events/a.csv.gz", "user,item,n\nann,x,1\n");
    write("events/c.jsonl", "{\"user\":\"ann\",\"item\":\"z\",\"n\":3}\n");
    write("events/_SUCCESS", "");
    write("events/readme.txt", "no data");
    Corpus corpus = events("events/{*.csv,*.gz,*.jsonl}").corpus();
    assertThat(itemsOf(corpus, "ann")).containsExactly("x", "y", "z");
    assertThat(corpus.report().sources()).hasSize(1);
    assertThat(corpus.report().sources().getFirst())
        .extracting(SourceOutcome::read, SourceOutcome::format)
        .containsExactly(4L, "csv, jsonl");
  }

  @Test
  void badRowsAreToldWithTheirFileAndLine() throws IOException {
    write("events/2024/a.csv", "user,item,n\nann,x,1\n,x,2\nann\n");
    write("events/2025/01/b.csv", "user,item,n\nann,x,3\n\"un\"closed,x,4\nbob,,5\nbob,y,soon\n");
    write("events/c.csv", "user,item,n\nbob,q,6\nbob,,7\n");
    Corpus corpus =
        events("events/**/*.csv")
            .with("domains.shop.events.where", "item <> 'q' OR item IS NULL")
            .with("skip-bad-rows", "true")
            .corpus();
    assertThat(corpus.interactions().events()).isEqualTo(2);
    assertThat(corpus.report().rules().stream().map(RuleOutcome::lines).flatMap(List::stream))
        .map(line -> line.replaceAll(".*/events/", ""))
        .contains("2024/a.csv:4  1 columns instead of 3: ann")
        .anyMatch(line -> line.startsWith("2025/01/b.csv:3  text follows a closing quote"))
        .anyMatch(line -> line.startsWith("2024/a.csv:3"))
        .anyMatch(line -> line.startsWith("2025/01/b.csv:4"))
        .anyMatch(line -> line.startsWith("c.csv:3"))
        .anyMatch(line -> line.startsWith("2025/01/b.csv:5  soon"));
  }

  @Test
  void foldersOfPartitionsGiveColumns() throws IOException {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      database.run(
          "COPY (SELECT * FROM (VALUES ('ann', 'x', '2025-01-02', 'a b'), ('ann', 'y', '2025-01-01', NULL)) AS t(\"user\", item, day, shop)) TO %s (FORMAT parquet, PARTITION_BY (day, shop))"
              .formatted("'" + folder.resolve("lake") + "'"));
    }
    Corpus corpus =
        new Configuration(folder)
            .with("domains.shop.events.path", "lake")
            .with("domains.shop.events.timestamp", "day")
            .with("domains.shop.events.type", "shop")
            .corpus();
    assertThat(itemsOf(corpus, "ann")).containsExactly("y", "x");
    int last = corpus.interactions().end(0) - 1;
    assertThat(corpus.interactions().timestamp(last)).isEqualTo(1_735_776_000L);
    assertThat(corpus.interactions().type(last)).isEqualTo("a b");
  }

  @Test
  void filesMayHaveDifferentColumns() throws IOException {
    write("events/1.csv", "user,item,n\nann,x,1\n");
    write("events/2.csv", "n;item;user;rating\n2;y;ann;4\n");
    Corpus corpus = events("events").with("domains.shop.events.value", "rating").corpus();
    assertThat(itemsOf(corpus, "ann")).containsExactly("x", "y");
    assertThat(corpus.interactions().value(0)).isEqualTo(1);
    assertThat(corpus.interactions().value(1)).isEqualTo(4);
  }

  @Test
  void aFileMoreMakesTheCorpusOutOfDate() throws IOException {
    write("events/1.csv", "user,item,n\nann,x,1\n");
    Configuration configuration = events("events/*.csv");
    var _ = configuration.prepare();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    write("events/2.csv", "user,item,n\nann,y,2\n");
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
  }

  @Test
  void aPatternThatNothingFitsTellsWhatThereIs() throws IOException {
    write("events/2025/jan.csv", "user,item,n\nann,x,1\n");
    expectNone("event/*.csv", "did you mean 'events/'?");
    expectNone("events/*.csv", "2025/");
    expectNone("events/2025/*.tsv", "jan.csv");
    Files.createDirectories(folder.resolve("empty"));
    expectNone("empty", "empty is empty");
  }

  @Test
  void aNameWithBracketsIsAFileWhereThereIsOne() throws IOException {
    write("e[1].csv", "user,item,n\nann,x,1\n");
    assertThat(events("e[1].csv").corpus().interactions().events()).isEqualTo(1);
  }

  private void expectNone(String pattern, String remedy) {
    assertThatThrownBy(events(pattern)::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.FILE_MISSING);
              assertThat(e.remedy()).contains(remedy);
            })
        .hasMessageContaining(pattern);
  }

  private Configuration events(String pattern) {
    return new Configuration(folder)
        .with("domains.shop.events.path", pattern)
        .with("domains.shop.events.order", "n");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> itemsOf(Corpus corpus, String user) {
    int number = corpus.interactions().user(0).equals(user) ? 0 : 1;
    return Arrays.stream(corpus.interactions().all(number, 1).items())
        .mapToObj(item -> corpus.catalogue().item(item).key().id())
        .toList();
  }
}

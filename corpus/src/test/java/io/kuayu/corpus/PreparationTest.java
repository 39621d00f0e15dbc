package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.PreparationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparationTest {
  @TempDir private Path folder;

  @Test
  void tellsBrokenLinesByTheirNumberAndUsesTheRest() throws IOException {
    StringBuilder file = new StringBuilder("user,item,timestamp\n");
    for (int line = 2; line <= 100_001; line++) {
      file.append(
          switch (line) {
            case 777 -> "u1,\"never closed,5\n";
            case 50_000 -> "u1,i1\n";
            case 99_999 -> "u1,i1,yesterday\n";
            default -> "u" + line % 1000 + ",i" + line % 77 + "," + (1_400_000_000 + line) + "\n";
          });
    }
    PreparationReport report = events(file.toString()).prepare();
    assertThat(report.rules())
        .extracting(rule -> rule.rule() + " " + rule.count())
        .containsExactly("unreadable-row 2", "unreadable-time 1");
    assertThat(report.rules().getFirst().first())
        .extracting(BadRow::line)
        .containsExactly(777L, 50_000L);
    assertThat(report.rules().getLast().first()).extracting(BadRow::line).containsExactly(99_999L);
    assertThat(Corpus.open(folder.resolve("work")).interactions().events()).isEqualTo(99_997);
  }

  @Test
  void tellsLinesBehindAConditionAndQuotedLineBreaks() throws IOException {
    PreparationReport report =
        events(
                "user,item,timestamp,kind\na,\"x\ny\",1400000000,1\n\nb,x,1400000000,2\nb,,1400000001,1.0\nb,z,1400000002,1\n")
            .with("domains.shop.events.where", "kind = 1")
            .with("skip-bad-rows", "true")
            .prepare();
    assertThat(report.rules()).hasSize(1);
    assertThat(report.rules().getFirst().rule()).isEqualTo("missing-item");
    assertThat(report.rules().getFirst().first()).extracting(BadRow::line).containsExactly(6L);
  }

  @Test
  void keepsIdsAsTheyAre() throws IOException {
    Corpus corpus =
        events(
                "user,item,timestamp\n\"ü\"\"ser\",\"a\tb\",1400000000\n../../x, y ,1400000001\n书籍,😀,1400000002\n")
            .corpus();
    assertThat(corpus.catalogue().items())
        .extracting(item -> item.key().id())
        .containsExactlyInAnyOrder("a\tb", " y ", "😀");
    assertThat(
            List.of(
                corpus.interactions().user(0),
                corpus.interactions().user(1),
                corpus.interactions().user(2)))
        .containsExactlyInAnyOrder("ü\"ser", "../../x", "书籍");
  }

  @Test
  void namesTheColumnThatIsMissingAndTheNearest() throws IOException {
    Configuration configuration =
        events("user,item,timestamp\na,x,1400000000\n").with("domains.shop.events.user", "usr");
    assertThatThrownBy(configuration::prepare)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("test.yaml:1 domains.shop.events.user")
        .hasMessageContaining("e.csv has no column 'usr'")
        .satisfies(e -> assertThat(((KuayuException) e).remedy()).contains("did you mean 'user'?"));
  }

  @Test
  void leavesTheOldCorpusWhereARunFailsAndClearsWhatADeadOneLeft() throws IOException {
    Configuration configuration =
        events("user,item,timestamp\na,x,1400000000\n").with("skip-bad-rows", "true");
    var _ = configuration.prepare();
    Path leftover = Files.createDirectories(folder.resolve("work/.corpus-123/corpus"));
    Files.writeString(leftover.resolve("items.parquet"), "half");
    configuration.file("e.csv", "user,item,timestamp\n,x,1400000000\n");
    assertThatThrownBy(configuration::prepare)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("the domain 'shop' has no events");
    assertThat(leftover).doesNotExist();
    assertThat(Corpus.open(folder.resolve("work")).interactions().user(0)).isEqualTo("a");
    assertThat(Corpus.isCurrent(configuration.settings(), folder.resolve("work"))).isFalse();
  }

  @Test
  void isCurrentUntilSettingsOrFilesChange() throws IOException {
    Configuration configuration = events("user,item,timestamp\na,x,1400000000\n");
    var _ = configuration.prepare();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    assertThat(
            Corpus.isCurrent(configuration.with("seed", "7").settings(), configuration.workdir()))
        .isFalse();
  }

  @Test
  void tellsOfAPackedFileThatWasCut() throws IOException {
    var bytes = new ByteArrayOutputStream();
    Seed seed = new Seed(1);
    try (var out = new GZIPOutputStream(bytes)) {
      out.write("user,item,timestamp\n".getBytes(StandardCharsets.UTF_8));
      for (int line = 0; line < 50_000; line++) {
        long number = seed.derive(line).value();
        out.write(
            "u%d,i%d,1400000000\n".formatted(number, number / 7).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1_000);
    Files.write(folder.resolve("cut.csv.gz"), cut);
    Configuration configuration =
        events("user,item,timestamp\n").with("domains.shop.events.path", "cut.csv.gz");
    assertThatThrownBy(configuration::prepare)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("cut.csv.gz cannot be read");
  }

  @Test
  void strictStopsAtABadRow() throws IOException {
    Configuration configuration =
        events("user,item,timestamp\na,x,1400000000\na,y,\n").with("strict", "true");
    assertThatThrownBy(configuration::prepare)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("e.csv:3");
  }

  private Configuration events(String content) throws IOException {
    return new Configuration(folder)
        .file("e.csv", content)
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.events.user", "user")
        .with("domains.shop.events.item", "item")
        .with("domains.shop.events.timestamp", "timestamp");
  }
}

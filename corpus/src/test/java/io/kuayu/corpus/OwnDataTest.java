package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.corpus.report.PreparationReport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of "Own data" in docs/data.md: each ends in correct counts or in one clear remedy. */
final class OwnDataTest {
  @TempDir private Path folder;

  @Test
  void latinOneEndsWithTheRemedyAndWithAllRowsOnceItIsNamed() throws IOException {
    Configuration latin = itemsIn(StandardCharsets.ISO_8859_1, titles());
    assertThatThrownBy(latin::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_BAD_ROWS);
              assertThat(e.remedy())
                  .contains(
                      "expected encoding: 50",
                      "'encoding:'",
                      "latin-1, windows-1252",
                      "--skip-bad-rows");
            })
        .hasMessageContaining("50 of 150 rows")
        .hasMessageContaining("unreadable-row: 50")
        .hasMessageContaining("i.csv:2  not UTF-8");
    assertThat(latin.with("skip-bad-rows", "true").prepare().sources().getFirst().used())
        .isEqualTo(100);
    for (String name : List.of("latin-1", "latin1", "ISO-8859-1", "windows-1252")) {
      Corpus corpus = latin.with("domains.shop.items.encoding", name).corpus();
      assertThat(corpus.report().sources().getFirst().used()).as(name).isEqualTo(150);
      assertThat(corpus.report().rules()).as(name).isEmpty();
      assertThat(corpus.catalogue().items()).extracting(item -> item.text()).contains("Crème 3");
    }
  }

  @Test
  void everyCharsetOfTheJdkIsRead() throws IOException {
    for (String name : List.of("UTF-16", "UTF-16LE", "GB18030", "Shift_JIS", "EUC-JP", "UTF-32")) {
      String titles = "item,title\ni1,音楽\ni2,本\n";
      Corpus corpus =
          itemsIn(Charset.forName(name), titles).with("domains.shop.items.encoding", name).corpus();
      assertThat(corpus.catalogue().items())
          .as(name)
          .extracting(item -> item.text())
          .contains("音楽", "本");
    }
    Configuration lines =
        new Configuration(folder)
            .with("domains.shop.events.path", "e.jsonl")
            .with("domains.shop.events.encoding", "latin-1");
    Files.write(
        folder.resolve("e.jsonl"),
        "{\"user\":\"André\",\"item\":\"é\",\"time\":1400000000}\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(lines.corpus().interactions().user(0)).isEqualTo("André");
  }

  @Test
  void namesOfColumnsAreReadInTheEncodingOfTheFile() throws IOException {
    Configuration named =
        itemsIn(StandardCharsets.ISO_8859_1, "item,Köpfe\ni1,a\n")
            .with("domains.shop.items.text", "Köpfe");
    assertThatThrownBy(named::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("'encoding:'"))
        .hasMessageContaining("its first line is not UTF-8");
    Corpus corpus = named.with("domains.shop.items.encoding", "latin-1").corpus();
    assertThat(corpus.catalogue().items()).extracting(item -> item.text()).contains("a");
  }

  @Test
  void bytesThatAreNotInTheEncodingAreToldWithTheirLine() throws IOException {
    String items = titles().replaceAll("Crème \\d+", "x");
    byte[] bytes = items.replace("i7,", "i7\u0081,").getBytes(StandardCharsets.ISO_8859_1);
    Configuration configuration =
        itemsIn(StandardCharsets.ISO_8859_1, items)
            .with("domains.shop.items.encoding", "windows-1252");
    Files.write(folder.resolve("i.csv"), bytes);
    PreparationReport report = configuration.prepare();
    assertThat(report.rules().getFirst().lines().getLast())
        .contains("i.csv:9  not windows-1252: i7");
    assertThat(report.sources().getFirst().used()).isEqualTo(149);
  }

  @Test
  void anUnknownEncodingIsAProblemWithTheNearestName() throws IOException {
    Configuration wrong =
        itemsIn(StandardCharsets.UTF_8, titles()).with("domains.shop.items.encoding", "latni-1");
    assertThatThrownBy(wrong::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean 'latin-1'?");
    Configuration utf16 = itemsIn(StandardCharsets.UTF_16, titles());
    assertThat(utf16.corpus().report().sources().getFirst().used()).isEqualTo(150);
  }

  @Test
  void semicolonsWithDecimalCommas() throws IOException {
    String rows =
        IntStream.range(0, 100)
            .mapToObj(row -> "u" + row % 7 + ";i" + row + ";" + row + ",5;01.03.2025\n")
            .collect(Collectors.joining());
    Configuration configuration =
        new Configuration(folder)
            .file("e.csv", "user;item;value;time\n" + rows)
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.value", "value");
    assertThatThrownBy(configuration::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e ->
                assertThat(e.remedy())
                    .contains("has a decimal comma: 100", "'decimal: \",\"' beside 'value'"))
        .hasMessageContaining("unreadable-value: 100")
        .hasMessageContaining("e.csv:2  0,5");
    Corpus corpus = configuration.with("domains.shop.events.decimal", ",").corpus();
    assertThat(corpus.report().rules()).isEmpty();
    assertThat(sum(corpus)).isEqualTo(100 * 0.5 + 99 * 50);
    assertThatThrownBy(configuration.with("domains.shop.events.decimal", "comma")::settings)
        .hasMessageContaining("allowed are \",\" and \".\"");
  }

  @Test
  void valuesAreNeverMadeUp() throws IOException {
    String good =
        IntStream.range(0, 96)
            .mapToObj(row -> "u,i" + row + ",2,1400000000\n")
            .collect(Collectors.joining());
    String odd = "u,a,many,1400000000\nu,b,nan,1400000000\nu,c,,1400000000\nu,d,1e99,1400000000\n";
    Corpus corpus =
        new Configuration(folder)
            .file("e.csv", "user,item,value,time\n" + good + odd)
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.events.value", "value")
            .corpus();
    assertThat(corpus.report().rules().getFirst().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("unreadable-value: 3"),
            line -> assertThat(line).endsWith("e.csv:98  many"),
            line -> assertThat(line).endsWith("e.csv:99  nan"),
            line -> assertThat(line).endsWith("e.csv:101  1e99"));
    assertThat(sum(corpus)).isEqualTo(96 * 2 + 1);
    Corpus grouped =
        new Configuration(folder)
            .file("g.csv", "user;item;value;time\nu;a;1.234,5;1400000000\nu;b;7;1400000000\n")
            .with("domains.shop.events.path", "g.csv")
            .with("domains.shop.events.value", "value")
            .with("domains.shop.events.decimal", ",")
            .corpus();
    assertThat(sum(grouped)).isEqualTo(1241.5);
  }

  @Test
  void objectsWhereIdsBelongEndWithTheRemedy() throws IOException {
    Configuration objects =
        new Configuration(folder)
            .file("e.jsonl", "{\"user\":{\"id\":\"u\"},\"item\":\"i\",\"time\":1400000000}\n")
            .with("domains.shop.events.path", "e.jsonl");
    expectRemedy(objects, "the column 'user' of ", "such as 'user.id'");
    expectRemedy(
        objects.with("domains.shop.events.user", "user.idd"),
        "no column 'user.idd'",
        "did you mean 'user.id'?");
    assertThat(objects.with("domains.shop.events.user", "user.id").corpus().interactions().user(0))
        .isEqualTo("u");
    expectRemedy(
        new Configuration(folder)
            .file("e.json", "{\n\"events\":[{\"user\":1}]}")
            .with("domains.shop.events.path", "e.json"),
        "is one JSON document",
        "jq '.events'");
  }

  @Test
  void joinedIdsMakeOnePersonOfTwo() throws IOException {
    Configuration joined =
        new Configuration(folder)
            .file("a.csv", "user,item,time\nann,x,1400000000\nbob,x,1400000001\n")
            .file("b.csv", "user,item,time\n77,y,1400000002\n78,y,1400000003\n")
            .file("who.csv", "person,shop,club\nAnn,ann,77\nBob,bob,78\n")
            .with("domains.shop.events.path", "a.csv")
            .with("domains.club.events.path", "b.csv")
            .with("users.path", "who.csv")
            .with("users.person", "person")
            .with("users.shop", "shop")
            .with("users.club", "club");
    Corpus corpus = joined.corpus();
    assertThat(corpus.interactions().users()).isEqualTo(2);
    assertThat(corpus.interactions().events()).isEqualTo(4);
    assertThat(corpus.report().warnings()).isEmpty();
    joined.file("who.csv", "person,shop,club\nAnn,ann,77\nBob,bob\n");
    assertThatThrownBy(joined::prepare)
        .hasMessageContaining("1 of 2 rows of ")
        .hasMessageContaining("who.csv:3  2 columns instead of 3");
    joined.file("who.csv", "person,shop,club\nAnn,u-ann,77\nBob,u-bob,78\n");
    assertThat(joined.prepare().warnings().getFirst())
        .contains("names nobody of the domain 'shop'", "'users.shop'");
  }

  @Test
  void withoutTimesTheRemedyIsAnOrder() throws IOException {
    Configuration untimed =
        new Configuration(folder)
            .file("e.csv", "user,item,step\nu,a,2\nu,b,1\n")
            .with("domains.shop.events.path", "e.csv");
    assertThatThrownBy(untimed::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> assertThat(e.remedy()).contains("without times, let 'order' name the column"))
        .hasMessageContaining("'timestamp' is not set");
    Corpus corpus = untimed.with("domains.shop.events.order", "step").corpus();
    assertThat(corpus.interactions().events()).isEqualTo(2);
    assertThat(corpus.catalogue().item(corpus.interactions().item(0)).key().id()).isEqualTo("b");
    untimed.file("e.csv", "user,item,step\nu,a,second\nu,b,first\n");
    assertThatThrownBy(untimed::prepare).hasMessageContaining("unreadable-order: 2");
  }

  @Test
  void rowsThatSettingsLeaveOutAreNotBad() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file(
                "e.csv",
                "user,item,time\nu,a,1400000000\nu,a,1400000000\nu,b,1300000000\nu,z,1400000001\n")
            .file("i.csv", "item,title\na,A\na,B\nb,B\n")
            .with("domains.shop.events.path", "e.csv")
            .with("domains.shop.items.path", "i.csv")
            .with("clean.unknown-items", "drop")
            .with("clean.times.from", "2014-01-01")
            .corpus();
    assertThat(corpus.interactions().events()).isEqualTo(1);
    assertThat(corpus.report().rules())
        .extracting(rule -> rule.rule())
        .contains("repeated-item", "time-out-of-range", "unknown-item");
  }

  @Test
  void theShareIsASetting() throws IOException {
    Configuration half =
        new Configuration(folder)
            .file("e.csv", "user,item,time\nu,a,1400000000\n,b,1400000000\n")
            .with("domains.shop.events.path", "e.csv");
    assertThatThrownBy(half::prepare)
        .hasMessageContaining("50.0 %: 'clean.max-bad-share' allows 5 %");
    assertThat(half.with("clean.max-bad-share", "0.5").corpus().interactions().events())
        .isEqualTo(1);
    assertThatThrownBy(half.with("skip-bad-rows", "true").with("strict", "true")::settings)
        .hasMessageContaining("set one of the two");
  }

  private static void expectRemedy(Configuration configuration, String problem, String remedy) {
    assertThatThrownBy(configuration::prepare)
        .isInstanceOfSatisfying(KuayuException.class, e -> assertThat(e.remedy()).contains(remedy))
        .hasMessageContaining(problem);
  }

  private static double sum(Corpus corpus) {
    return IntStream.range(0, corpus.interactions().events())
        .mapToDouble(event -> corpus.interactions().value(event))
        .sum();
  }

  private static String titles() {
    return IntStream.range(0, 150)
        .mapToObj(row -> "i%d,%s %d\n".formatted(row, row % 3 == 0 ? "Crème" : "Cream", row))
        .collect(Collectors.joining("", "item,title\n", ""));
  }

  private Configuration itemsIn(Charset charset, String items) throws IOException {
    Files.write(folder.resolve("i.csv"), items.getBytes(charset));
    return new Configuration(folder)
        .file("e.csv", "user,item,time\nu,i1,1400000000\n")
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.items.path", "i.csv");
  }
}

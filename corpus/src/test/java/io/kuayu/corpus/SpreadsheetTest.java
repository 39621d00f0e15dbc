package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as spreadsheets save them. */
final class SpreadsheetTest {
  private static final String GERMAN =
      """
      sep=;\r
      Kunde;Artikel;Menge;Zeit;;\r
      Müller;Käse;1,5;31.12.2025 14:05;;\r
      Groß;"Brot;\r
      frisch";2,5;01.12.2025 07:00;;\r
      ;;;;;\r
      ;;;;;\r
      """;

  @TempDir private Path folder;

  @Test
  void germanExcel() throws IOException {
    Corpus corpus = german(GERMAN, Charset.forName("windows-1252"), "windows-1252").corpus();
    expectGerman(corpus);
    assertThat(corpus.report().rules())
        .extracting(rule -> rule.rule() + rule.count() + " " + rule.first().getFirst().line())
        .containsExactly("empty-row2 6");
  }

  @Test
  void utf8WithAMarkAndUtf16AsUnicodeText() throws IOException {
    expectGerman(german("\ufeff" + GERMAN, StandardCharsets.UTF_8, "").corpus());
    String tabs =
        GERMAN
            .substring(7)
            .replace(";\r\nfrisch", "@")
            .replace(';', '\t')
            .replace("@", ";\r\nfrisch");
    expectGerman(
        german("\ufeff" + tabs, StandardCharsets.UTF_16LE, "")
            .with("domains.shop.events.quote", "\"")
            .corpus());
  }

  @Test
  void badRowsBelowASeparatorLineAreToldWithTheirLines() throws IOException {
    String broken = GERMAN + "Abel;Wein;1,5\r\n;Wein;1;01.12.2025 07:00;;\r\n";
    Corpus corpus =
        german(broken, StandardCharsets.UTF_8, "").with("skip-bad-rows", "true").corpus();
    expectGerman(corpus);
    assertThat(corpus.report().rules())
        .extracting(rule -> rule.rule() + rule.first().getFirst().line())
        .containsExactly("unreadable-row8", "missing-user9", "empty-row6");
  }

  @Test
  void chineseExcel() throws IOException {
    String rows = "用户,商品,时间\r\n王,茶,2025/3/1 8:05\r\n李,壶,2025/12/31 23:59\r\n";
    for (String name : new String[] {"GBK", "GB18030"}) {
      Corpus corpus =
          file(rows.getBytes(Charset.forName(name)))
              .with("domains.shop.events.encoding", name)
              .with("domains.shop.events.user", "用户")
              .with("domains.shop.events.item", "商品")
              .with("domains.shop.events.timestamp", "时间")
              .corpus();
      assertThat(corpus.interactions().events()).as(name).isEqualTo(2);
      assertThat(corpus.catalogue().items()).extracting(item -> item.key().id()).contains("茶");
    }
  }

  @Test
  void packedFilesOfEveryTextFormat() throws IOException {
    String csv = "user,item,time\nann,x,1400000000\n";
    String[][] files = {
      {"e.csv.zst", csv},
      {"e.tsv.zst", csv.replace(',', '\t')},
      {"e.jsonl.zst", "{\"user\":\"ann\",\"item\":\"x\",\"time\":1400000000}\n"},
      {"e.json.zst", "[{\"user\":\"ann\",\n\"item\":\"x\",\"time\":1400000000}]"}
    };
    for (String[] file : files) {
      Files.write(folder.resolve(file[0]), Zstd.compress(file[1].getBytes(StandardCharsets.UTF_8)));
      assertThat(
              new Configuration(folder)
                  .with("domains.shop.events.path", file[0])
                  .corpus()
                  .interactions()
                  .events())
          .as(file[0])
          .isEqualTo(1);
    }
  }

  @Test
  void workbooksAndArchivesAreRefusedWithTheRemedy() throws IOException {
    expectRefused(zip("[Content_Types].xml"), "is a workbook", "CSV UTF-8");
    expectRefused(
        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0},
        "is a workbook",
        "CSV UTF-8");
    expectRefused(zip("events.csv"), "is a ZIP archive", "unpack it");
  }

  private void expectRefused(byte[] content, String problem, String remedy) throws IOException {
    assertThatThrownBy(file(content)::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FORMAT);
              assertThat(e.remedy()).contains(remedy);
            })
        .hasMessageContaining(problem);
  }

  private static byte[] zip(String entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("user,item".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void expectGerman(Corpus corpus) {
    assertThat(corpus.interactions().events()).isEqualTo(2);
    assertThat(corpus.catalogue().items())
        .extracting(item -> item.key().id().replace("\r", ""))
        .containsExactlyInAnyOrder("Käse", "Brot;\nfrisch");
    assertThat(IntStream.range(0, 2).mapToDouble(corpus.interactions()::value).sum()).isEqualTo(4);
    assertThat(IntStream.range(0, 2).mapToLong(corpus.interactions()::timestamp))
        .contains(1_767_189_900L);
  }

  private Configuration german(String content, Charset charset, String encoding)
      throws IOException {
    Configuration configuration =
        file(content.getBytes(charset))
            .with("domains.shop.events.user", "Kunde")
            .with("domains.shop.events.item", "Artikel")
            .with("domains.shop.events.value", "Menge")
            .with("domains.shop.events.timestamp", "Zeit")
            .with("domains.shop.events.decimal", ",");
    return encoding.isEmpty()
        ? configuration
        : configuration.with("domains.shop.events.encoding", encoding);
  }

  private Configuration file(byte[] content) throws IOException {
    Files.write(folder.resolve("e.data"), content);
    return new Configuration(folder).with("domains.shop.events.path", "e.data");
  }
}

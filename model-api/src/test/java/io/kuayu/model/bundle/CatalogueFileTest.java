package io.kuayu.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.storage.ParquetCatalogueWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueFileTest {
  private static final List<String> DOMAINS = List.of("books", "茶");
  private static final String ROW =
      "'books' as domain, 'a' as id, '' as title, '' as text, '{}' as attributes";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("catalogue.parquet");
  }

  private Catalogue read() {
    return CatalogueFile.read(file(), DOMAINS);
  }

  private void copy(String rows, String options) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("copy (" + rows + ") to '" + file() + "' (format parquet" + options + ")");
    }
  }

  private void assertRefused(String rows, String words) throws SQLException {
    copy(rows, ", compression zstd");
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(KuayuException.class, e -> assertThat(e.remedy()).isNotBlank())
        .hasMessageContaining(words);
  }

  private static Catalogue sample(int items, long seed) {
    SplittableRandom random = new Seed(seed).random();
    List<Item> list = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      String word = "a 茶 é😀".substring(0, new int[] {0, 1, 3, 5, 7}[random.nextInt(5)]);
      list.add(
          new Item(
              new ItemKey(DOMAINS.get(random.nextInt(2)), item + "é"),
              word,
              word.repeat(random.nextInt(9)),
              random.nextBoolean() ? Map.of() : Map.of("brand", word, "year", "" + item)));
    }
    return Catalogue.of(DOMAINS, list);
  }

  @Test
  void contentsBesidesTheTextAreKept() throws IOException {
    Content image = new Content(Modality.IMAGE, new ContentSource.InlineBytes(new byte[] {1, 2}));
    Content lost = new Content(Modality.IMAGE, new ContentSource.FileContent(folder.resolve("a")));
    Item shown = new Item(new ItemKey("books", "shown"), "", "", Map.of(), List.of(image, lost));
    Item plain = new Item(new ItemKey("books", "plain"), "", "words", Map.of());
    Catalogue catalogue = Catalogue.of(DOMAINS, List.of(plain, shown));
    new ParquetCatalogueWriter().write(catalogue, file());
    assertThat(read().hasContent(1, Modality.IMAGE)).isTrue();
    assertThat(read().items()).isEqualTo(catalogue.items());
  }

  @Test
  void contentsThatAreNoneAreRefused() throws SQLException {
    assertRefused("select 0::integer as ordinal, " + ROW + ", 'smell x:y' as media", "SMELL");
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    for (int items : new int[] {0, 1, 1_000, 130_000}) {
      Catalogue catalogue = sample(items, items);
      new ParquetCatalogueWriter().write(catalogue, file());
      assertThat(read().domains()).isEqualTo(DOMAINS);
      assertThat(read().items().equals(catalogue.items())).as(items + " items").isTrue();
    }
  }

  @Test
  void readsOtherWritersFiles() throws SQLException {
    String rows =
        "select attributes, null::varchar as title, id, text, domain, 7 as more, ordinal from (select "
            + ROW.replace("'a'", "'n' || range")
            + ", range::integer as ordinal from range(5000)) order by ordinal";
    for (String options :
        List.of(
            ", compression zstd, row_group_size 2048",
            ", compression uncompressed, parquet_version v2",
            ", compression gzip, dictionary_size_limit 1")) {
      copy(rows, options);
      assertThat(read().items()).as(options).hasSize(5000);
      assertThat(read().item(4999))
          .isEqualTo(new Item(new ItemKey("books", "n4999"), "", "", Map.of()));
    }
    copy(rows, ", compression snappy");
    assertThatThrownBy(this::read)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("SNAPPY");
  }

  @Test
  void refusesWhatIsNoCatalogue() throws SQLException {
    String moved = "it lists items at other places";
    assertRefused("select 1::integer as ordinal, " + ROW, moved);
    assertRefused("select null::integer as ordinal, " + ROW, moved);
    assertRefused("select 0::bigint as ordinal, " + ROW, "column 'ordinal' is of another type");
    assertRefused("select [0::integer] as ordinal, " + ROW, "ordinal");
    assertRefused("select {'ordinal': 0::integer} as ordinal, " + ROW, "ordinal");
    String place = "select 0::integer as ordinal, ";
    assertRefused(place + ROW.replace("'a'", "17"), "column 'id' is of another type");
    assertRefused(place + ROW.replace("'' as title, ", ""), "title");
    assertRefused(place + ROW.replace("books", "games"), "no listed domain");
    assertRefused(place + ROW.replace("'books'", "null::varchar"), "no listed domain");
    assertRefused(
        "select range::integer as ordinal, " + ROW + " from range(2) order by 1", "books:a");
    assertRefused(place + ROW.replace("'a'", "'\\xE9'::blob"), "a text is not UTF-8");
    // Each text is a half of a character; together they would be one.
    assertRefused(
        "select range::integer as ordinal, "
            + ROW.replace(
                    "'' as title", "case range when 0 then '\\xC3' else '\\xA9' end::blob as title")
                .replace("'a'", "'' || range")
            + " from range(2) order by 1",
        "a text is not UTF-8");
  }

  @Test
  void refusesBrokenAttributesWhenTheyAreAskedFor() throws SQLException {
    copy("select 0::integer as ordinal, " + ROW.replace("{}", "[]"), ", compression zstd");
    Catalogue catalogue = read();
    assertThatThrownBy(() -> catalogue.item(0))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("no JSON object");
  }

  @Test
  void refusesWhateverWasDamagedOrReadsIt() throws IOException {
    new ParquetCatalogueWriter().write(sample(50, 1), file());
    byte[] whole = Files.readAllBytes(file());
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new Seed(seed).random();
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(whole, random.nextInt(whole.length))
              : whole.clone();
      for (int flip = random.nextInt(4); flip >= 0 && damaged.length > 0; flip--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file(), damaged);
      try {
        assertThat(read().size()).as("seed " + seed).isLessThanOrEqualTo(50);
      } catch (KuayuException refused) {
        assertThat(refused.remedy()).as("seed " + seed).isNotBlank();
      }
    }
  }
}

package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny files of each format, read with no more than their paths. */
final class FormatsTest {
  @TempDir private Path folder;

  @Test
  void readsRecBole() throws IOException {
    Corpus corpus =
        files(
            "ml.inter",
            "user_id:token\titem_id:token\trating:float\ttimestamp:float\nu\t1\t4.0\t881250949\n",
            "ml.item",
            "item_id:token\tmovie_title:token_seq\tclass:token_seq\n1\tToy \"Story\"\tAnimation Comedy\n");
    expect(corpus, "recbole", "1", 881_250_949, 4, "Toy \"Story\". Animation Comedy");
  }

  @Test
  void readsAmazonReviewsAndMetadataOf2023() throws IOException {
    Corpus corpus =
        files(
            "reviews.jsonl",
            "{\"rating\": 5.0, \"title\": \"great\", \"asin\": \"B1\", \"parent_asin\": \"B0\", \"user_id\": \"u\", \"timestamp\": 1588687728923}\n",
            "meta.jsonl",
            "{\"title\": \"Pan &amp; lid\", \"features\": [\"light\", \"red\"], \"description\": [], \"store\": null, \"categories\": [\"Home\", \"Pans\"], \"parent_asin\": \"B0\"}\n");
    expect(corpus, "amazon-reviews", "B0", 1_588_687_728, 5, "Pan & lid. Home, Pans. light, red");
    assertThat(corpus.report().sources().getLast().notes()).contains("times are milliseconds");
  }

  @Test
  void readsAmazonReviewsAndPythonMetadataOf2014() throws IOException {
    Corpus corpus =
        files(
            "reviews.json",
            "{\"reviewerID\": \"u\", \"asin\": \"B0\", \"overall\": 3.0, \"unixReviewTime\": 1389657600, \"reviewText\": \"x\"}\n",
            "meta.json",
            "{'asin': 'B0', 'title': \"Cook's \\\"pan\\\"\", 'price': 1.5, 'categories': [['Home', 'Pans'], ['Gifts']], 'related': None}\n");
    expect(corpus, "amazon-reviews", "B0", 1_389_657_600, 3, "Cook's \"pan\". Home > Pans, Gifts");
  }

  @Test
  void readsMovieLens100K() throws IOException {
    Corpus corpus =
        files(
            "u.data",
            "196\t242\t3\t881250949\n",
            "u.item",
            "242|Kolya (1996)|24-Jan-1997||http://x|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n");
    expect(corpus, "movielens-100k", "242", 881_250_949, 3, "Kolya (1996). Comedy");
  }

  @Test
  void readsMovieLens1M() throws IOException {
    Files.write(
        folder.resolve("movies.dat"),
        "1193::Am\u00e9lie (2001)::Drama|Romance\n".getBytes(StandardCharsets.ISO_8859_1));
    Corpus corpus = files("ratings.dat", "1::1193::5::978300760\n", "movies.dat", "");
    expect(corpus, "movielens-1m", "1193", 978_300_760, 5, "Am\u00e9lie (2001). Drama, Romance");
  }

  @Test
  void readsMovieLensCsv() throws IOException {
    Corpus corpus =
        files(
            "ratings.csv",
            "userId,movieId,rating,timestamp\n1,11,4.5,1147880044\n",
            "movies.csv",
            "movieId,title,genres\n11,\"American President, The (1995)\",Comedy|Drama\n");
    expect(
        corpus, "csv", "11", 1_147_880_044, 4.5f, "American President, The (1995). Comedy, Drama");
  }

  @Test
  void readsPackedCsvWithByteOrderMarkAndDates() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("e.csv.gz")))) {
      out.write(
          "\ufeffuser,item,timestamp\r\nu,x,2014-01-01T00:00:00Z\r\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    expect(
        files("e.csv.gz", "", "i.tsv", "item\ttitle\nx\tA \"b\n"),
        "csv",
        "x",
        1_388_534_400,
        1,
        "A \"b");
  }

  @Test
  void readsZstdJsonLinesWithByteOrderMarkAndABrokenLine() throws IOException {
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(folder.resolve("e.jsonl.zst")))) {
      out.write(
          "\ufeff{\"user\":\"u\",\"item\":\"x\",\"timestamp\":1400000000000}\n\n{\"user\":\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    Corpus corpus = files("e.jsonl.zst", "", "i.jsonl", "{\"item\":\"x\",\"title\":\"T\"}\n");
    expect(corpus, "jsonl", "x", 1_400_000_000, 1, "T");
    assertThat(corpus.report().rules().getFirst().first().getFirst().line()).isEqualTo(3);
  }

  @Test
  void readsParquet() throws IOException {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      database.run(
          "COPY (SELECT 'u' AS user_id, 7 AS item_id, TIMESTAMP '2014-01-01 00:00:00' AS timestamp) TO "
              + Sql.text(folder.resolve("e.parquet").toString())
              + " (FORMAT parquet)");
      database.run(
          "COPY (SELECT 7 AS item_id, 'T' AS title, ['a', 'b'] AS categories) TO "
              + Sql.text(folder.resolve("i.parquet").toString())
              + " (FORMAT parquet)");
    }
    expect(files("e.parquet", "", "i.parquet", ""), "parquet", "7", 1_388_534_400, 1, "T. a, b");
  }

  private Corpus files(String events, String eventText, String items, String itemText)
      throws IOException {
    Configuration configuration =
        new Configuration(folder)
            .with("skip-bad-rows", "true")
            .with("domains.shop.items.path", items)
            .with("domains.shop.events.path", events);
    if (!eventText.isEmpty()) {
      var _ = configuration.file(events, eventText);
    }
    if (!itemText.isEmpty()) {
      var _ = configuration.file(items, itemText);
    }
    return configuration.corpus();
  }

  private static void expect(
      Corpus corpus, String format, String id, long timestamp, float value, String text) {
    assertThat(corpus.report().sources().getLast().format()).isEqualTo(format);
    Interactions interactions = corpus.interactions();
    assertThat(interactions.events()).isEqualTo(1);
    Item item = corpus.catalogue().item(interactions.item(0));
    assertThat(item.key()).isEqualTo(new ItemKey("shop", id));
    assertThat(interactions.timestamp(0)).isEqualTo(timestamp);
    assertThat(interactions.value(0)).isEqualTo(value);
    assertThat(item.text()).isEqualTo(text);
  }
}

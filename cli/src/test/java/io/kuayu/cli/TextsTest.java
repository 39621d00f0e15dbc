package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The default family where texts are Chinese, missing for some items or for all, or one domain. */
class TextsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ITEMS = 24;
  private static final List<String> SMALL =
      List.of(
          "-s", "models.blend.experts=[popularity, item-knn, text, transformer]",
          "-s", "models.transformer.epochs=2",
          "-s", "threads=1");

  @TempDir private Path folder;
  private Shop shop = new Shop(Path.of("."));

  @BeforeEach
  void write() throws IOException {
    shop = new Shop(folder).write(80, ITEMS);
  }

  private Outcome run(String command, String... arguments) {
    Outcome outcome =
        shop.run(
            command, Stream.concat(Stream.of(arguments), SMALL.stream()).toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  /** Changes the titles of both domains' items. */
  private void titles(String from, String to) throws IOException {
    for (String domain : List.of("books", "games")) {
      Path file = shop.file(domain + "-items.csv");
      Files.writeString(file, Files.readString(file).replaceAll(from, to));
    }
  }

  @Test
  void readsChinese() throws IOException {
    titles("Title of (\\d+)", "第$1部 科幻小说与棋盘游戏");
    assertMeasured(run("evaluate", "-m", "blend", "--experts", "--json"), "books", "games");
    Outcome list = run("recommend", "--user", "u9", "-m", "blend", "--explain", "--json");
    assertThat(list.out()).contains("科幻小说").contains("\"reasons\"");
    JsonNode encoder = JSON.readTree(manifest()).findValue("text/encoder");
    assertThat(manifest()).as("%s", encoder).contains("bge-small-zh");
  }

  @Test
  void worksWhereSomeItemsHaveNoText() throws IOException {
    titles("Title of \\d*[05]\\b", "");
    assertMeasured(run("evaluate", "-m", "blend", "--experts", "--json"), "books", "games");
    assertThat(recommended()).contains("i10", "i15");
  }

  @Test
  void worksWhereNoItemHasText() throws IOException {
    titles("Title of \\d*", "");
    assertMeasured(
        run(
            "evaluate",
            "-m",
            "blend",
            "--json",
            "-s",
            "models.blend.experts=[transformer, item-knn]"),
        "books",
        "games");
  }

  @Test
  void worksWithOneDomain() throws IOException {
    assertMeasured(
        run("evaluate", "-m", "blend", "--experts", "--json", "-s", "only=books"), "books");
  }

  private List<String> recommended() throws IOException {
    Outcome list =
        run("recommend", "--user", "u9", "-m", "blend", "-k", String.valueOf(ITEMS), "--json");
    List<String> items = new ArrayList<>();
    JSON.readTree(list.out()).forEach(line -> items.add(line.get("item").asString()));
    return items;
  }

  private String manifest() throws IOException {
    Path models = folder.resolve("work/models/blend");
    return Files.readString(
        models
            .resolve(Files.readString(models.resolve("CURRENT")).strip())
            .resolve("manifest.json"));
  }

  /**
   * Each model that was measured puts more of the targets among the first ten than chance would.
   */
  private static void assertMeasured(Outcome outcome, String... domains) {
    JsonNode models = JSON.readTree(outcome.out()).get("models");
    assertThat(models).isNotEmpty();
    for (JsonNode model : models) {
      JsonNode found = model.get("domains");
      assertThat(found.propertyNames()).containsExactlyInAnyOrder(domains);
      for (String domain : domains) {
        double hit = found.get(domain).get("hr@10").asDouble();
        assertThat(hit).as("%s in %s", model.get("model"), domain).isBetween(.2, 1.0);
      }
    }
  }
}

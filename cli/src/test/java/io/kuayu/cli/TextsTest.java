package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    assertThat(bundleMentions("bge-small-zh")).isTrue();
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

  private boolean bundleMentions(String encoder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("work/models/blend"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(encoder)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Every model has an answer, and the blend one that is better than the 10 of 24 of chance. */
  private static void assertMeasured(Outcome outcome, String... domains) {
    JsonNode root = JSON.readTree(outcome.out());
    Iterable<JsonNode> models = root.isArray() ? root : List.of(root);
    for (JsonNode model : models) {
      JsonNode found = model.get("domains");
      assertThat(found.propertyNames()).containsExactlyInAnyOrder(domains);
      boolean whole = model.get("model").asString().equals("blend");
      for (String domain : domains) {
        assertThat(found.get(domain).get("hr@10").asDouble())
            .as("%s in %s", model.get("model"), domain)
            .isBetween(whole ? .6 : .2, 1.0);
      }
    }
  }
}

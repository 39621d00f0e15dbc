package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are named by paths into JSON, and files of one JSON document. */
final class NestedJsonTest {
  private static final String ITEMS =
      """
      {"id":"a","info":{"title":"Tea","tags":["green","leaf"],"year":2020,"by":[{"name":"Li"},{"name":"Wu"}]},"x.y":{"z":"literal"},"x":{"y":{"z":"path"}}}
      {"id":"b","info":{"title":"Pot","tags":[],"sizes":[[1,2.50],[3]],"a.b":"dotted"},"x":{"y":{"z":"path"}}}
      """;

  @TempDir private Path folder;

  @Test
  void pathsReadObjectsArraysAndArraysOfObjects() throws IOException {
    Map<String, String> texts =
        texts(items("i.jsonl", ITEMS, "[info.title, info.tags, info.year, info.by.name]"));
    assertThat(texts.get("a")).contains("Tea", "green, leaf", "2020", "Li, Wu");
    assertThat(texts.get("b")).contains("Pot").doesNotContain("null", "[");
    assertThat(texts(items("i.jsonl", ITEMS, "[info.by.0.name, info.sizes]")))
        .containsEntry("a", "Li")
        .containsEntry("b", "1, 2.5, 3");
  }

  @Test
  void keysMayContainDotsAndTheLiteralKeyWins() throws IOException {
    Map<String, String> texts = texts(items("i.jsonl", ITEMS, "[x.y.z, info.a.b]"));
    assertThat(texts.get("a")).isEqualTo("literal");
    assertThat(texts.get("b")).isEqualTo("dotted");
    String flat = "{\"id\":\"a\",\"info.title\":\"flat\",\"info\":{\"title\":\"nested\"}}\n";
    assertThat(texts(items("f.jsonl", flat, "[info.title]"))).containsEntry("a", "flat");
  }

  @Test
  void aPathThatNoRowHasIsAnErrorWithTheKeysThatThereAre() throws IOException {
    assertThatThrownBy(() -> texts(items("i.jsonl", ITEMS, "[info.titel]")))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_COLUMN);
              assertThat(e.remedy()).contains("did you mean 'info.title'?", "info.tags");
            })
        .hasMessageContaining("no column 'info.titel'");
  }

  @Test
  void documentsAreReadAndBrokenObjectsToldWithTheirLines() throws IOException {
    String events =
        """
        [
          {"user": {"id": 7}, "item": "a",
           "time": 1400000000},
          {"user": {"id": 8}, "item": "b {\\"}", "time": 1400000001}, {"user": {"id": 8}, "item": oops},
          {"user": {"id": 9},
           "time": 1400000002}
        ]
        """;
    Corpus corpus =
        new Configuration(folder)
            .file("e.json", events)
            .with("domains.shop.events.path", "e.json")
            .with("domains.shop.events.user", "user.id")
            .with("skip-bad-rows", "true")
            .corpus();
    assertThat(corpus.interactions().events()).isEqualTo(2);
    assertThat(corpus.report().rules())
        .extracting(rule -> rule.rule() + rule.first().getFirst().line())
        .containsExactly("unreadable-row4", "missing-item5");
    assertThat(texts(items("i.json", "[" + ITEMS.replace("}\n{", "},{") + "]", "[info.title]")))
        .containsEntry("a", "Tea")
        .containsEntry("b", "Pot");
    assertThat(texts(items("p.json", ITEMS.replace(",", ",\r\n"), "[info.title]")))
        .containsEntry("b", "Pot");
  }

  @Test
  void structsAndListsOfParquetAreReadByTheSamePaths() throws IOException {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      database.run(
          "COPY (SELECT 'a' AS id, {'title': 'Tea', 'by': [{'name': 'Li'}, {'name': 'Wu'}]} AS info, MAP {'k': 'v'} AS m) TO '%s' (FORMAT parquet)"
              .formatted(folder.resolve("i.parquet")));
    }
    assertThat(texts(items("i.parquet", "[info.title, info.by.name, m.k]")).get("a"))
        .contains("Tea", "Li, Wu", "v");
  }

  @Test
  void jsonInAColumnOfACsvFileIsReadToo() throws IOException {
    String csv = "id,info\na,\"{\"\"title\"\":\"\"Tea\"\"}\"\nb,no json\n";
    assertThat(texts(items("i.csv", csv, "[info.title]")))
        .containsEntry("a", "Tea")
        .containsEntry("b", "");
  }

  @Test
  void attributesAreNamedByTheirPathOrByAName() throws IOException {
    Corpus corpus =
        items("i.jsonl", ITEMS, "[info.title]")
            .with("domains.shop.items.attributes", "[info.year, maker = info.by.name]")
            .corpus();
    Item tea =
        Arrays.stream(corpus.catalogue().ordinals(0))
            .mapToObj(item -> corpus.catalogue().item(item))
            .filter(item -> item.key().id().equals("a"))
            .findFirst()
            .orElseThrow();
    assertThat(tea.attributes())
        .containsEntry("info.year", "2020")
        .containsEntry("maker", "Li, Wu");
  }

  private Configuration items(String name, String content, String text) throws IOException {
    return new Configuration(folder)
        .file(name, content)
        .with("domains.shop.items.path", name)
        .file("e.csv", "user,item,time\nu,a,1400000000\nu,b,1400000001\n")
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.items.id", "id")
        .with("domains.shop.items.text", text);
  }

  private Configuration items(String name, String text) throws IOException {
    return items("unused.jsonl", ITEMS, text).with("domains.shop.items.path", name);
  }

  private static Map<String, String> texts(Configuration configuration) {
    Map<String, String> texts = new TreeMap<>();
    Corpus corpus = configuration.corpus();
    for (Item item : List.copyOf(corpus.catalogue().items())) {
      texts.put(item.key().id(), item.text());
    }
    return texts;
  }
}

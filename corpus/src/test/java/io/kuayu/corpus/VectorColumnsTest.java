package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that come with vectors. */
final class VectorColumnsTest {
  @TempDir private Path folder;
  private Configuration configuration;

  @BeforeEach
  void makeProject() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    configuration =
        new Configuration(folder)
            .file("data/e.csv", "user,item,timestamp\na,tea,1400000000\na,jam,1400000001\n")
            .file(
                "data/items.csv",
                """
                id,title,sound,look
                tea,Green tea,"[0.5, -1e-3, 2]",1 2
                jam,Jam,"0.25,0,1",3 4
                short,Short,"[1, 2]",
                word,Word,"[1, two, 3]",
                none,None,,
                far,Far,"[1, NaN, 3]",
                zero,Zero,"[0, 0, 0]",
                """)
            .with("domains.shop.events.path", "data/e.csv")
            .with("domains.shop.items.path", "data/items.csv")
            .with("domains.shop.items.id", "id")
            .with("domains.shop.items.title", "title")
            .with("domains.shop.items.vectors.audio", "sound")
            .with("domains.shop.items.vectors.image", "look")
            .with("split.by", "leave-one-out");
  }

  private static Item item(Corpus corpus, String id) {
    return corpus
        .catalogue()
        .item(corpus.catalogue().ordinal(new ItemKey("shop", id)).orElseThrow());
  }

  private static Content vector(Modality modality, float... values) {
    return new Content(modality, new ContentSource.InlineVector(values));
  }

  @Test
  void itemsHaveTheVectorsOfTheirColumns() {
    Corpus corpus = configuration.corpus();
    Item tea = item(corpus, "tea");
    assertThat(tea.vector(Modality.AUDIO)).contains(vector(Modality.AUDIO, .5f, -1e-3f, 2));
    assertThat(tea.vector(Modality.IMAGE)).contains(vector(Modality.IMAGE, 1, 2));
    assertThat(tea.hasContent(Modality.IMAGE)).isFalse();
    assertThat(tea.content(Modality.IMAGE)).isEmpty();
    assertThat(item(corpus, "jam").vector(Modality.AUDIO))
        .contains(vector(Modality.AUDIO, .25f, 0, 1));
    assertThat(item(corpus, "none").media()).isEmpty();
    assertThat(corpus.manifest().counts().get("shop"))
        .containsEntry("items-with-audio-vector", 2L)
        .containsEntry("items-with-image-vector", 2L)
        .containsEntry("items-with-text-vector", 0L)
        .doesNotContainKey("items-with-image");
  }

  @Test
  void unusableVectorsAreAbsentAndTold() {
    List<String> lines = configuration.prepare().lines();
    assertThat(lines)
        .anyMatch(line -> line.equals("unusable-audio-vector: 4"))
        .anyMatch(line -> line.contains("items.csv:4  short") && line.contains("first vector has"))
        .anyMatch(line -> line.contains("items.csv:5  word") && line.contains("is no number"));
    Corpus corpus = Corpus.open(configuration.workdir());
    for (String id : List.of("short", "word", "far", "zero")) {
      assertThat(item(corpus, id).media()).as(id).isEmpty();
    }
  }

  @Test
  void listsOfJsonAreVectors() throws IOException {
    configuration
        .file(
            "data/items.jsonl",
            """
            {"id": "tea", "title": "Tea", "sound": [1, 2.5]}
            {"id": "jam", "title": "Jam"}
            """)
        .with("domains.shop.items.path", "data/items.jsonl");
    configuration.with("domains.shop.items.vectors.image", "sound");
    assertThat(item(configuration.corpus(), "tea").vector(Modality.AUDIO))
        .contains(vector(Modality.AUDIO, 1, 2.5f));
  }

  @Test
  void anotherNumberMakesAnotherCorpus() throws IOException {
    String before = configuration.corpus().manifest().fingerprint();
    configuration.file(
        "data/items.csv",
        "id,title,sound,look\ntea,Green tea,\"[0.5, -1e-3, 3]\",1 2\njam,Jam,,3 4\n");
    assertThat(configuration.corpus().manifest().fingerprint()).isNotEqualTo(before);
  }
}

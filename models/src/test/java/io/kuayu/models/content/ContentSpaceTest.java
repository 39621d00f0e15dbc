package io.kuayu.models.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import io.kuayu.models.content.histogram.HistogramEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modality that no code of the product knows goes all the way to the vectors of a model. */
class ContentSpaceTest {
  private static final byte[] DARK = {1, 2, 3, 70};
  private static final byte[] LIGHT = {(byte) 200, (byte) 250, (byte) 130, 90};
  private static final byte[] MIXED = {60, (byte) 200, 80, (byte) 150};
  private static final byte[] DAMAGED = {0, 1};

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    HistogramEncoder.ENCODED.set(0);
  }

  private static Item item(String id, ContentSource... images) {
    List<Content> media =
        Arrays.stream(images).map(source -> new Content(Modality.IMAGE, source)).toList();
    return new Item(
        new ItemKey("shop", id), id, "a text that no image encoder reads", Map.of(), media);
  }

  private static ContentSource inline(byte[] bytes) {
    return new ContentSource.InlineBytes(bytes);
  }

  private Catalogue catalogue() throws IOException {
    Path image = Files.write(folder.resolve("light"), LIGHT);
    return Catalogue.of(
        List.of("shop"),
        List.of(
            item("dark", inline(DARK)),
            item("light", new ContentSource.FileContent(image)),
            item("mixed", inline(MIXED), inline(DARK)),
            item("none"),
            item("damaged", inline(DAMAGED)),
            item("lost", new ContentSource.FileContent(folder.resolve("nowhere"))),
            item("light by address", new ContentSource.UriContent(image.toUri())),
            item("light again", inline(LIGHT))));
  }

  private ContentSpace.Filled fit(Catalogue catalogue) {
    return ContentSpace.fit(
        new TrainingData(catalogue, Sample.data(1, 0).interactions()),
        Modality.IMAGE,
        EncoderOptions.DEFAULT,
        new Whitening.Options(3, .5),
        TrainingRun.quiet(1, folder.resolve("cache")));
  }

  @Test
  void aModalityIsFoundEncodedAndMasked() throws IOException {
    ContentSpace.Filled filled = fit(catalogue());
    ContentVectors vectors = filled.vectors();
    assertThat(vectors.width()).isEqualTo(3);
    assertThat(vectors.present())
        .containsExactly(true, true, true, false, false, false, true, true);
    assertThat(vectors.gather(new int[] {1}))
        .containsExactly(vectors.gather(new int[] {6}))
        .containsExactly(vectors.gather(new int[] {7}))
        .isNotEqualTo(vectors.gather(new int[] {0}));
    assertThat(vectors.gather(new int[] {3, 4, 5})).containsOnly(0f);
    assertThat(filled.space().encoder().modality()).isEqualTo(Modality.IMAGE);
    assertThat(ItemEncoders.all(Modality.IMAGE)).hasSize(1);
  }

  @Test
  void equalBytesAreEncodedOnceAndKept() throws IOException {
    ContentVectors first = fit(catalogue()).vectors();
    assertThat(HistogramEncoder.ENCODED).hasValue(4);
    ContentVectors second = fit(catalogue()).vectors();
    // A content without a vector is not kept: its encoder may learn to read it.
    assertThat(HistogramEncoder.ENCODED).hasValue(5);
    assertThat(second.values()).containsExactly(first.values());
  }

  @Test
  void newAndChangedItemsAreEncodedInTheSameSpace() throws IOException {
    Catalogue catalogue = catalogue();
    ContentSpace.Filled filled = fit(catalogue);
    HistogramEncoder.ENCODED.set(0);
    Catalogue later =
        catalogue.updated(
            List.of(item("none", inline(DARK)), item("new", inline(MIXED)), item("no")));
    ContentVectors vectors = filled.space().over(filled.vectors(), later, new int[] {3});
    assertThat(HistogramEncoder.ENCODED).hasValue(2);
    assertThat(vectors.size()).isEqualTo(10);
    assertThat(vectors.gather(new int[] {3, 8})).containsExactly(vectors.gather(new int[] {0, 2}));
    assertThat(vectors.has(9)).isFalse();
    assertThat(filled.vectors().has(3)).isFalse();
  }
}

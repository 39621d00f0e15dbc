package io.kuayu.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentLines;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenVectorsTest {
  private static Item item(String id, Content... media) {
    return new Item(new ItemKey("shop", id), id, "", Map.of(), List.of(media));
  }

  private static Content vector(float... values) {
    return new Content(Modality.AUDIO, new ContentSource.InlineVector(values));
  }

  private final Catalogue catalogue =
      Catalogue.of(
          List.of("shop"),
          List.of(item("none"), item("one", vector(1, -2)), item("long", vector(1, 2, 3))));

  @Test
  void vectorsArePassedOnAsTheyAre() {
    try (ItemEncoder encoder =
        ItemEncoders.open(Modality.AUDIO, EncoderOptions.DEFAULT, catalogue, 1)) {
      ItemVectors vectors = ItemVectors.encode(catalogue.items(), encoder);
      assertThat(vectors.dimension()).isEqualTo(2);
      assertThat(vectors.has(0)).isFalse();
      assertThat(vectors.has(1)).isTrue();
      assertThat(vectors.has(2)).isFalse();
      assertThat(vectors.values()).containsExactly(0, 0, 1, -2, 0, 0);
      try (ItemEncoder again = ItemEncoders.open(encoder.identity(), 1)) {
        assertThat(again.identity()).isEqualTo(encoder.identity());
      }
    }
  }

  @Test
  void whereNoneAreGivenTheyCannotBeChosen() {
    EncoderOptions given = new EncoderOptions("given", Precision.AUTO, 64);
    assertThatThrownBy(() -> ItemEncoders.open(Modality.IMAGE, given, catalogue, 1))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("image");
  }

  @Test
  void vectorsSurviveBeingWritten() {
    List<Content> contents = List.of(vector(1.5f, -0.0f, Float.MIN_VALUE));
    assertThat(ContentLines.read(ContentLines.write(contents))).isEqualTo(contents);
  }
}

package io.kuayu.encoders.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageEncodersTest {
  private static ItemEncoder open(String name, int threads) {
    EncoderOptions options = new EncoderOptions(name, Precision.AUTO, 64);
    return ItemEncoders.open(Modality.IMAGE, options, catalogue(), threads);
  }

  private static Catalogue catalogue() {
    return Catalogue.of(
        List.of("shop"), List.of(new Item(new ItemKey("shop", "a"), "", "", Map.of())));
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int d = 0; d < a.length; d++) {
      product += (double) a[d] * b[d];
      first += (double) a[d] * a[d];
      second += (double) b[d] * b[d];
    }
    return product / Math.sqrt(first * second);
  }

  /** What TensorFlow.js 4.22 computes of the original weights, by the formula of the test. */
  @Test
  void theConvertedNetworkAgreesWithTheOriginal() throws IOException {
    assumeTrue(MobileNetEncoder.isPresent(), "npm gave no weights");
    float[] pixels = new float[3 * 224 * 224];
    for (int y = 0; y < 224; y++) {
      for (int x = 0; x < 224; x++) {
        int board = (x >> 5) + (y >> 5) & 1;
        for (int c = 0; c < 3; c++) {
          int value = (x * (3 + c) + y * (5 - c) + board * 97) % 256;
          pixels[(c * 224 + y) * 224 + x] = value / 255f;
        }
      }
    }
    float[] expected = new float[1_792];
    try (InputStream in = getClass().getResourceAsStream("mobilenet-features.f32")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(expected);
    }
    try (MobileNetEncoder encoder = MobileNetEncoder.open(1)) {
      float[] actual = encoder.encode(pixels);
      assertThat(cosine(actual, expected)).isGreaterThan(.99999);
      for (int d = 0; d < expected.length; d++) {
        assertThat(actual[d]).as("number %d", d).isCloseTo(expected[d], within(1e-3f));
      }
    }
  }

  @Test
  void likeImagesHaveLikeVectors() {
    for (String name : List.of("mobilenet", "colour")) {
      assumeTrue(!name.equals("mobilenet") || MobileNetEncoder.isPresent(), "npm gave no weights");
      try (ItemEncoder encoder = open(name, 2)) {
        List<Content> contents =
            List.of(
                Pictures.content(Pictures.file("png", 90, 60, ImageEncodersTest::disc)),
                Pictures.content(Pictures.file("jpeg", 200, 130, (x, y) -> disc(x / 2, y / 2))),
                Pictures.content(Pictures.file("png", 90, 60, (x, y) -> (x ^ y) % 8 * 0x1f1f00)));
        EncodedBatch batch = encoder.encode(contents);
        assertThat(batch.present()).as(name).containsOnly(true);
        assertThat(batch.vectors()[0]).hasSize(encoder.dimension());
        assertThat(cosine(batch.vectors()[0], batch.vectors()[1]))
            .as(name)
            .isGreaterThan(.85)
            .isGreaterThan(cosine(batch.vectors()[0], batch.vectors()[2]) + .1);
        try (ItemEncoder alone = ItemEncoders.open(encoder.identity(), 1)) {
          assertThat(alone.encode(contents.subList(1, 2)).vectors()[0])
              .isEqualTo(batch.vectors()[1]);
        }
      }
    }
  }

  private static int disc(int x, int y) {
    return Math.hypot(x - 45, y - 30) < 20 ? 0xd02010 : 0xf0f0e0;
  }

  @Test
  void theNetworkIsTheDefaultWhereItHasWeights() {
    try (ItemEncoder encoder = open(EncoderOptions.AUTO, 1)) {
      assertThat(encoder.identity().name())
          .isEqualTo(MobileNetEncoder.isPresent() ? "mobilenet" : "colour");
      assertThat(encoder.licence()).isNotBlank();
    }
    assertThatThrownBy(() -> open("color", 1))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("did you mean 'colour'"));
  }

  @Test
  void aChangedImageAloneIsReadAgainAndADamagedOneIsAbsent(@TempDir Path folder)
      throws IOException {
    Path cache = folder.resolve("cache");
    byte[] red = Pictures.file("png", 20, 20, (_, _) -> 0xff0000);
    byte[] blue = Pictures.file("png", 20, 20, (_, _) -> 0x0000ff);
    Item first = item("a", Pictures.content(red));
    Item second = item("b", Pictures.content(blue));
    Item damaged = item("c", Pictures.content(new byte[100]));
    Item lost =
        item("d", new Content(Modality.IMAGE, new ContentSource.FileContent(folder.resolve("x"))));
    Item plain = new Item(new ItemKey("shop", "e"), "", "", Map.of());
    List<Item> items = List.of(first, second, damaged, lost, plain);
    try (CountingEncoder encoder = new CountingEncoder(new ColourEncoder(1))) {
      ItemVectors vectors = ItemVectors.encode(items, encoder, cache, Progress.NONE);
      assertThat(vectors.count()).isEqualTo(2);
      assertThat(vectors.has(2)).isFalse();
      assertThat(encoder.encoded).isEqualTo(3);
      byte[] green = Pictures.file("png", 20, 20, (_, _) -> 0x00ff00);
      List<Item> changed = List.of(first, item("b", Pictures.content(green)));
      assertThat(ItemVectors.encode(changed, encoder, cache, Progress.NONE).count()).isEqualTo(2);
      assertThat(encoder.encoded).isEqualTo(4);
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).hasSize(1);
    }
  }

  private static Item item(String id, Content content) {
    return new Item(new ItemKey("shop", id), "", "", Map.of(), List.of(content));
  }
}

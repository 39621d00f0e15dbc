package io.kuayu.encoders.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.JointEncoder;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.network.TinyNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class OnnxImageEncoderTest {
  private static final String CONFIGURATION =
      """
      {"size": {"shortest_edge": 40}, "crop_size": {"height": 32, "width": 32},
       "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]}
      """;

  /** Its vector is the mean colour. */
  private static void writeImageTower(Path folder) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), CONFIGURATION);
    Files.write(
        folder.resolve("model.onnx"),
        new TinyNetwork()
            .input("pixel_values", TinyNetwork.FLOAT, -1, 3, -1, -1)
            .output("image_embeds", -1, 3)
            .reduce("ReduceMean", "pixel_values", "image_embeds", 2, 3)
            .bytes());
  }

  /** Its vector is the mean of the colours of its words. */
  private static void writeTextTower(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
         "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
         "post_processor": null, "decoder": null,
         "model": {"type": "WordLevel", "unk_token": "a",
                   "vocab": {"a": 0, "red": 1, "green": 2, "blue": 3}}}
        """);
    float[] table = {0, 0, 0, 2, -2, -2, -2, 2, -2, -2, -2, 2};
    Files.write(
        folder.resolve("text_model.onnx"),
        new TinyNetwork()
            .input("input_ids", TinyNetwork.LONG, -1, -1)
            .output("text_embeds", -1, 3)
            .constant("table", table, 4, 3)
            .node("Gather", List.of("table", "input_ids"), "words")
            .reduce("ReduceMean", "words", "text_embeds", 1)
            .bytes());
  }

  private static ItemEncoder open(Path folder) {
    EncoderOptions options = new EncoderOptions("onnx:" + folder, Precision.AUTO, 64);
    return ItemEncoders.open(Modality.IMAGE, options, Catalogue.of(List.of(), List.of()), 1);
  }

  private static float cosine(float[] a, float[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  @Test
  void wordsFindImages(@TempDir Path folder) throws IOException {
    writeImageTower(folder);
    writeTextTower(folder);
    try (JointEncoder encoder = (JointEncoder) open(folder)) {
      assertThat(encoder.dimension()).isEqualTo(3);
      EncodedBatch images =
          encoder.encode(
              List.of(
                  Pictures.content(Pictures.file("png", 60, 50, (_, _) -> 0xe01010)),
                  Pictures.content(Pictures.file("png", 50, 60, (_, _) -> 0x10e010)),
                  Pictures.content(Pictures.file("png", 90, 90, (_, _) -> 0x2020d0)),
                  Pictures.content(new byte[50])));
      assertThat(images.present()).containsExactly(true, true, true, false);
      assertThat(encoder.readsTexts()).isTrue();
      float[][] words = encoder.encodeQueries(List.of("a red", "Green", "a blue blue"));
      for (int word = 0; word < 3; word++) {
        for (int image = 0; image < 3; image++) {
          float cosine = cosine(words[word], images.vectors()[image]);
          assertThat(cosine > .9).as("%d and %d", word, image).isEqualTo(word == image);
        }
      }
      try (ItemEncoder again = ItemEncoders.open(encoder.identity(), 1)) {
        assertThat(again.identity()).isEqualTo(encoder.identity());
      }
    }
  }

  @Test
  void anotherNetworkIsAnotherIdentity(@TempDir Path folder) throws IOException {
    writeImageTower(folder);
    try (JointEncoder encoder = (JointEncoder) open(folder)) {
      assertThat(encoder.readsTexts()).isFalse();
      assertThatThrownBy(() -> encoder.encodeQueries(List.of("red")))
          .isInstanceOf(KuayuException.class)
          .hasMessageContaining("no network for texts");
      Files.writeString(
          folder.resolve("preprocessor_config.json"), CONFIGURATION.replace("0.25", "0.5"));
      assertThatThrownBy(() -> ItemEncoders.open(encoder.identity(), 1))
          .isInstanceOf(KuayuException.class)
          .hasMessageContaining("trained with the encoder");
    }
  }

  @Test
  void aNetworkOfSeveralInputsIsRefused(@TempDir Path folder) throws IOException {
    writeImageTower(folder);
    Files.write(
        folder.resolve("model.onnx"),
        new TinyNetwork()
            .input("pixel_values", TinyNetwork.FLOAT, -1, 3, -1, -1)
            .input("input_ids", TinyNetwork.LONG, -1, -1)
            .output("image_embeds", -1, 3)
            .reduce("ReduceMean", "pixel_values", "image_embeds", 2, 3)
            .bytes());
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("other inputs");
  }

  @Test
  void imagesArePreparedAsTheConfigurationSays() {
    ImagePreparation cropped = ImagePreparation.read(new JsonMapper().readTree(CONFIGURATION), -1);
    // The middle four fifths of the height and as many columns are seen: white, the rest is black.
    int[] rgb = new int[100 * 50];
    for (int y = 5; y < 45; y++) {
      for (int x = 30; x < 70; x++) {
        rgb[y * 100 + x] = 0xffffff;
      }
    }
    float[] pixels = cropped.apply(new RgbImage(100, 50, rgb));
    assertThat(pixels).hasSize(3 * 32 * 32);
    for (float pixel : pixels) {
      assertThat(pixel).isCloseTo(2, within(1e-4f));
    }
    ImagePreparation squeezed =
        ImagePreparation.read(
            new JsonMapper()
                .readTree("{\"size\": {\"height\": 16, \"width\": 8}, \"do_normalize\": false}"),
            -1);
    float[] all = squeezed.apply(new RgbImage(100, 50, rgb));
    assertThat(all).hasSize(3 * 16 * 8);
    assertThat(all[0]).isZero();
    assertThat(all[8 * 8 + 4]).isEqualTo(1);
    assertThat(ImagePreparation.read(new JsonMapper().readTree("{}"), 384).width()).isEqualTo(384);
    assertThatThrownBy(
            () -> ImagePreparation.read(new JsonMapper().readTree("{\"size\": 100000}"), -1))
        .isInstanceOf(KuayuException.class);
  }
}

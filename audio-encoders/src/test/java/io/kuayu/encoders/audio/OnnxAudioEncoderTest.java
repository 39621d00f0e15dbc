package io.kuayu.encoders.audio;

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
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.network.TinyNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxAudioEncoderTest {
  private static final int RATE = 16_000;

  private static ItemEncoder open(String name) {
    EncoderOptions options = new EncoderOptions(name, Precision.AUTO, 64);
    return ItemEncoders.open(Modality.AUDIO, options, Catalogue.of(List.of(), List.of()), 1);
  }

  private static float[] tone(double hertz, double seconds) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int index = 0; index < samples.length; index++) {
      samples[index] = (float) (.4 * Math.sin(2 * Math.PI * hertz * index / RATE));
    }
    return samples;
  }

  @Test
  void aNetworkOfSamplesGetsThemAtItsRate(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), "{\"sampling_rate\": 16000}");
    Files.write(
        folder.resolve("model.onnx"),
        new TinyNetwork()
            .input("waveform", TinyNetwork.FLOAT, -1)
            .output("scores")
            .output("embeddings", 1, 2)
            .constant("turn", new float[] {1, -1}, 1, 2)
            .node("Abs", List.of("waveform"), "loudness")
            .reduce("ReduceMax", "loudness", "scores", 0)
            .node("Mul", List.of("scores", "turn"), "embeddings")
            .bytes());
    try (ItemEncoder encoder = open("onnx:" + folder)) {
      assertThat(encoder.dimension()).isEqualTo(2);
      EncodedBatch batch =
          encoder.encode(
              List.of(Sounds.wav(44_100, tone(440, 2)), Sounds.wav(RATE, new float[RATE])));
      assertThat(batch.present()).containsExactly(true, false);
      assertThat(batch.vectors()[0][0]).isCloseTo(.7071f, within(1e-3f));
      assertThat(batch.vectors()[0][1]).isCloseTo(-.7071f, within(1e-3f));
      try (ItemEncoder again = ItemEncoders.open(encoder.identity(), 2)) {
        assertThat(again.identity()).isEqualTo(encoder.identity());
      }
    }
  }

  @Test
  void aNetworkOfMelBandsGetsTheirLevels(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        """
        {"sampling_rate": 16000, "fft_window_size": 512, "hop_length": 160, "feature_size": 8,
         "frequency_min": 0, "frequency_max": 8000, "max_length_s": 3}
        """);
    Files.write(
        folder.resolve("audio_model.onnx"),
        new TinyNetwork()
            .input("input_features", TinyNetwork.FLOAT, -1, 1, 301, 8)
            .output("audio_embeds", -1, 8)
            .reduce("ReduceMax", "input_features", "audio_embeds", 1, 2)
            .bytes());
    try (ItemEncoder encoder = open("onnx:" + folder)) {
      EncodedBatch batch =
          encoder.encode(
              List.of(
                  Sounds.wav(RATE, tone(300, 1)),
                  Sounds.wav(RATE, tone(5_500, 1)),
                  Sounds.wav(RATE, tone(5_500, 10))));
      assertThat(loudest(batch.vectors()[0])).isZero();
      assertThat(loudest(batch.vectors()[1])).isEqualTo(7);
      assertThat(loudest(batch.vectors()[2])).isEqualTo(7);
    }
  }

  private static int loudest(float[] levels) {
    int best = 0;
    for (int band = 0; band < levels.length; band++) {
      best = levels[band] > levels[best] ? band : best;
    }
    return best;
  }

  @Test
  void namesAndConfigurationsThatAreNoneAreRefused(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> open("vggish"))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("onnx:FOLDER"));
    Files.write(
        folder.resolve("model.onnx"),
        new TinyNetwork()
            .input("waveform", TinyNetwork.FLOAT, -1)
            .output("embeddings", -1)
            .node("Abs", List.of("waveform"), "embeddings")
            .bytes());
    Files.writeString(folder.resolve("preprocessor_config.json"), "{}");
    assertThatThrownBy(() -> open("onnx:" + folder))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("sampling_rate");
    try (ItemEncoder encoder = open(EncoderOptions.AUTO)) {
      assertThat(encoder.identity().name()).isEqualTo("descriptor");
    }
  }
}

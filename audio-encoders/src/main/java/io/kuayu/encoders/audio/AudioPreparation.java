package io.kuayu.encoders.audio;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.encoders.network.NetworkTensor;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * How a network wants its sounds, as {@code preprocessor_config.json} says it.
 *
 * @param rate samples a second
 * @param seconds of the beginning
 * @param sides of the input: one or two for samples, three or four for levels of mel bands
 * @param length samples that the input always has: shorter sounds are repeated; 0 for any length
 * @param normalises whether samples get mean 0 and deviation 1
 * @param mel the bands, used with three or four sides alone
 */
record AudioPreparation(
    int rate, double seconds, int sides, int length, boolean normalises, MelBands mel) {
  private static final double MAX_SECONDS = 60;
  private static final double USUAL_SECONDS = 10;
  private static final float MIN_POWER = 1e-10f;

  /**
   * Levels of bands.
   *
   * @param frame samples of a frame, a power of two
   * @param hop samples from one frame to the next
   * @param bands how many
   */
  record MelBands(int frame, int hop, int bands, double minHertz, double maxHertz) {}

  /**
   * Reads it.
   *
   * @param shape of the network's first input
   * @throws KuayuException where it makes no sense
   */
  static AudioPreparation read(JsonNode json, long[] shape) {
    int rate = json.path("sampling_rate").asInt(0);
    JsonNode longest = json.path("max_length_s");
    double seconds = Math.min(MAX_SECONDS, longest.asDouble(USUAL_SECONDS));
    MelBands mel =
        new MelBands(
            json.path("fft_window_size").asInt(json.path("n_fft").asInt(1_024)),
            json.path("hop_length").asInt(480),
            json.path("feature_size").asInt(64),
            json.path("frequency_min").asDouble(0),
            json.path("frequency_max").asDouble(rate / 2.0));
    boolean isSane =
        rate >= 4_000
            && rate <= 96_000
            && seconds > 0
            && (shape.length <= 2
                || (Integer.bitCount(mel.frame) == 1
                    && mel.frame <= 1 << 16
                    && mel.hop >= 1
                    && mel.bands >= 1
                    && mel.bands <= 512
                    && mel.minHertz < mel.maxHertz));
    if (!isSane) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "preprocessor_config.json says no usable sampling_rate, max_length_s or mel bands",
          "write sampling_rate, and for mel bands fft_window_size (a power of two), hop_length,"
              + " feature_size, frequency_min and frequency_max");
    }
    boolean isFixed = longest.isNumber() && (shape.length > 2 || shape[shape.length - 1] > 0);
    int length = isFixed ? (int) Math.round(seconds * rate) : 0;
    if (shape.length <= 2 && shape[shape.length - 1] > 0) {
      length = (int) Math.min(shape[shape.length - 1], (long) (MAX_SECONDS * rate));
    }
    boolean normalises = json.path("do_normalize").asBoolean(false);
    return new AudioPreparation(rate, seconds, shape.length, length, normalises, mel);
  }

  /** What the network gets. */
  NetworkTensor.Floats apply(float[] sound) {
    float[] samples = length > 0 ? repeated(sound) : sound;
    if (sides > 2) {
      return levels(samples);
    }
    if (normalises) {
      Moments moments = Moments.of(samples);
      float[] even = new float[samples.length];
      for (int index = 0; index < even.length; index++) {
        double distance = samples[index] - moments.mean();
        even[index] = (float) (distance / Math.sqrt(1e-7 + Math.pow(moments.deviation(), 2)));
      }
      samples = even;
    }
    return sides == 1
        ? new NetworkTensor.Floats(samples, samples.length)
        : new NetworkTensor.Floats(samples, 1, samples.length);
  }

  /** As often as it fits whole, and then silence, as CLAP was trained. */
  private float[] repeated(float[] sound) {
    float[] samples = Arrays.copyOf(sound, length);
    int times = Math.max(1, length / Math.max(1, sound.length));
    for (int time = 1; time < times; time++) {
      System.arraycopy(sound, 0, samples, time * sound.length, sound.length);
    }
    return samples;
  }

  /** {@code [1, frames, bands]}, with a further 1 in front where there are four sides. */
  private NetworkTensor.Floats levels(float[] samples) {
    Spectrogram spectrogram = new Spectrogram(mel.frame, mel.hop, true);
    FilterBank bank = FilterBank.mel(mel.bands, rate, mel.frame, mel.minHertz, mel.maxHertz);
    int frames = spectrogram.frames(samples.length);
    float[] levels = new float[frames * mel.bands];
    spectrogram.compute(
        samples,
        (frame, power) -> {
          float[] bands = bank.apply(power);
          for (int band = 0; band < bands.length; band++) {
            levels[frame * mel.bands + band] =
                (float) (10 * Math.log10(Math.max(MIN_POWER, bands[band])));
          }
        });
    return sides == 3
        ? new NetworkTensor.Floats(levels, 1, frames, mel.bands)
        : new NetworkTensor.Floats(levels, 1, 1, frames, mel.bands);
  }
}

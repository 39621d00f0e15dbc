package io.kuayu.encoders.audio.codec;

import io.kuayu.core.content.Modality;
import io.kuayu.encoders.audio.signal.Resampler;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaFormat;
import io.kuayu.media.MediaInspector;
import io.kuayu.media.MediaLimits;
import java.util.Arrays;

/**
 * Decodes untrusted sounds to mono. The header is checked first, and decoding stops as soon as the
 * wanted seconds are there, whatever the header promises. A sound that is damaged or cut counts
 * with what comes before the damage.
 */
public final class AudioDecoder {
  private static final int MIN_RATE = 4_000;
  private static final int MAX_RATE = 192_000;

  private AudioDecoder() {}

  /**
   * Decodes the beginning of a sound. Takes 4 bytes a sample of the file and of the result, and
   * about 1 % of the duration of the sound.
   *
   * @param rate samples a second of the result
   * @param maxSeconds what comes later is not decoded
   * @return mono, from -1 to 1
   * @throws InvalidMediaException where the file may not be decoded, or nothing of it can be
   */
  public static float[] decode(byte[] bytes, int rate, double maxSeconds)
      throws InvalidMediaException {
    MediaFormat format =
        MediaInspector.inspect(bytes, Modality.AUDIO, MediaLimits.ofFiles(Modality.AUDIO)).format();
    try {
      SampleSource source = open(format, bytes);
      int fileRate = source.rate();
      if (fileRate < MIN_RATE || fileRate > MAX_RATE) {
        throw new InvalidMediaException(
            "it has %d samples a second, and %d to %d are read"
                .formatted(fileRate, MIN_RATE, MAX_RATE));
      }
      float[] samples = read(source, (int) Math.ceil(fileRate * maxSeconds));
      return Resampler.resample(samples, fileRate, rate);
    } catch (RuntimeException e) {
      // Decoders answer damaged data with any exception.
      throw new InvalidMediaException("it cannot be decoded (" + e.getMessage() + ")", e);
    }
  }

  private static SampleSource open(MediaFormat format, byte[] bytes) throws InvalidMediaException {
    return switch (format) {
      case WAV -> new WavSource(bytes);
      case FLAC -> new FlacSource(bytes);
      case MP3 -> new Mp3Source(bytes);
      case OGG -> new VorbisSource(bytes);
      case JPEG, PNG, GIF, WEBP ->
          throw new IllegalArgumentException(format + " has no sound in it");
    };
  }

  private static float[] read(SampleSource source, int maxSamples) throws InvalidMediaException {
    float[] samples = new float[Math.min(maxSamples, 1 << 16)];
    int size = 0;
    try {
      while (size < maxSamples) {
        float[] block = source.next();
        if (block == null) {
          break;
        }
        int taken = Math.min(block.length, maxSamples - size);
        if (size + taken > samples.length) {
          int wanted = Math.max(size + taken, (int) Math.min(maxSamples, 2L * samples.length));
          samples = Arrays.copyOf(samples, wanted);
        }
        System.arraycopy(block, 0, samples, size, taken);
        size += taken;
      }
    } catch (InvalidMediaException | RuntimeException e) {
      if (size == 0) {
        throw e;
      }
    }
    if (size == 0) {
      throw new InvalidMediaException("it has no samples");
    }
    return Arrays.copyOf(samples, size);
  }
}

package io.kuayu.encoders.audio;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.encoders.ContentReader;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ParallelEncoding;
import io.kuayu.encoders.audio.codec.AudioDecoder;
import io.kuayu.media.InvalidMediaException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What encoders of sounds share: a sound that cannot be read or decoded has no vector, nor has one
 * that is silent or shorter than a tenth of a second.
 */
abstract class AudioEncoder implements ItemEncoder {
  /** -80 dB of full scale. */
  private static final float SILENCE = 1e-4f;

  private static final int MIN_SHARE = 10;
  private static final Logger LOG = LoggerFactory.getLogger(AudioEncoder.class);

  private final int rate;
  private final double seconds;
  private final int threads;

  /**
   * @param rate samples a second that the encoder expects
   * @param seconds of the sound's beginning that the encoder hears
   * @param threads how many sounds are worked on at a time
   */
  AudioEncoder(int rate, double seconds, int threads) {
    this.rate = rate;
    this.seconds = seconds;
    this.threads = Math.max(1, threads);
  }

  /**
   * The vector of a sound.
   *
   * @param samples mono, from -1 to 1
   */
  abstract float[] encode(float[] samples);

  @Override
  public final EncodedBatch encode(List<Content> contents) {
    return ParallelEncoding.encode(contents, dimension(), threads, this::encode);
  }

  private Optional<float[]> encode(Content content) {
    try {
      float[] samples = AudioDecoder.decode(ContentReader.bytes(content), rate, seconds);
      if (samples.length < rate / MIN_SHARE || isSilent(samples)) {
        throw new InvalidMediaException("it is silent, or shorter than a tenth of a second");
      }
      return Optional.of(encode(samples));
    } catch (InvalidMediaException e) {
      LOG.debug("{}: {}", content.source(), e.getMessage());
    } catch (KuayuException e) {
      LOG.debug("{}; {}", e.getMessage(), e.remedy());
    }
    return Optional.empty();
  }

  private static boolean isSilent(float[] samples) {
    for (float sample : samples) {
      if (Math.abs(sample) > SILENCE) {
        return false;
      }
    }
    return true;
  }
}

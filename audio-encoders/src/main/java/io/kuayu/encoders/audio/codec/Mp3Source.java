package io.kuayu.encoders.audio.codec;

import fr.delthas.javamp3.Sound;
import io.kuayu.media.InvalidMediaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * MP3 (MPEG-1, layer III) by JavaMP3, which is given whole frames alone: tags, frames of another
 * rate or number of channels, and what follows the last frame are left out.
 */
final class Mp3Source implements SampleSource {
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int[] KILOBITS = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int TAG_HEADER = 10;
  private static final int FRAME_HEADER = 4;
  private static final int SAMPLES_PER_FRAME = 1_152;
  private static final int MONO = 3;

  /** A file that begins amid a stream lacks the bits of earlier frames. */
  private static final int MAX_BROKEN_STARTS = 16;

  private final int rate;
  private final int channels;
  private final Sound sound;

  Mp3Source(byte[] file) throws InvalidMediaException {
    int start = behindTag(file);
    int first = frameBytes(file, start);
    if (first == 0) {
      throw new InvalidMediaException(
          "it is no MP3 of MPEG-1, layer III: other kinds are not decoded");
    }
    int rateIndex = file[start + 2] >> 2 & 3;
    boolean isMono = isMono(file, start);
    int end = start;
    for (int bytes = first; bytes > 0; bytes = frameBytes(file, end)) {
      if ((file[end + 2] >> 2 & 3) != rateIndex || isMono(file, end) != isMono) {
        break;
      }
      end += bytes;
    }
    rate = RATES[rateIndex];
    channels = isMono ? 1 : 2;
    sound = open(file, start, end);
  }

  private static Sound open(byte[] file, int start, int end) throws InvalidMediaException {
    int at = start;
    for (int tries = 0; tries < MAX_BROKEN_STARTS && at < end; tries++) {
      try {
        return new Sound(new ByteArrayInputStream(file, at, end - at));
      } catch (IOException | RuntimeException e) {
        at += frameBytes(file, at);
      }
    }
    throw new InvalidMediaException("none of its first frames can be decoded");
  }

  /** A tag of ID3 writes its length in four times seven bits. */
  private static int behindTag(byte[] file) {
    if (file.length < TAG_HEADER || file[0] != 'I' || file[1] != 'D' || file[2] != '3') {
      return 0;
    }
    int length = 0;
    for (int index = 6; index < TAG_HEADER; index++) {
      length = length << 7 | (file[index] & 0x7f);
    }
    return TAG_HEADER + length;
  }

  /** Bytes of the frame at a place; 0 where there is none, or not the whole of it. */
  private static int frameBytes(byte[] file, int at) {
    if (at > file.length - FRAME_HEADER
        || file[at] != (byte) 0xff
        || (file[at + 1] & 0xfe) != 0xfa) {
      return 0;
    }
    int kilobits = file[at + 2] >> 4 & 0xf;
    int rateIndex = file[at + 2] >> 2 & 3;
    if (kilobits == 0 || kilobits == KILOBITS.length || rateIndex == RATES.length) {
      return 0;
    }
    int padding = file[at + 2] >> 1 & 1;
    int bytes = SAMPLES_PER_FRAME / 8 * 1_000 * KILOBITS[kilobits] / RATES[rateIndex] + padding;
    return at + bytes <= file.length ? bytes : 0;
  }

  private static boolean isMono(byte[] file, int at) {
    return (file[at + 3] >> 6 & 3) == MONO;
  }

  @Override
  public int rate() {
    return rate;
  }

  @Override
  public float @Nullable [] next() throws InvalidMediaException {
    byte[] block = new byte[2 * channels * SAMPLES_PER_FRAME];
    int size = 0;
    try {
      while (size < block.length) {
        int read = sound.read(block, size, block.length - size);
        if (read <= 0) {
          break;
        }
        size += read;
      }
    } catch (IOException | RuntimeException e) {
      throw new InvalidMediaException("its frames are damaged (" + e.getMessage() + ")", e);
    }
    float[] samples = new float[size / (2 * channels)];
    for (int frame = 0; frame < samples.length; frame++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int at = 2 * (frame * channels + channel);
        sum += (short) ((block[at] & 0xff) | block[at + 1] << 8);
      }
      samples[frame] = sum / (32_768f * channels);
    }
    return samples.length == 0 ? null : samples;
  }
}

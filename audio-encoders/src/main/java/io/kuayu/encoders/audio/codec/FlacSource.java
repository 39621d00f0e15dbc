package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;
import org.jspecify.annotations.Nullable;

/** FLAC (RFC 9639), frame by frame; a frame whose checksum is wrong ends the sound. */
final class FlacSource implements SampleSource {
  private static final int STREAM_INFO = 34;
  private static final int[] BITS = {0, 8, 12, 0, 16, 20, 24, 32};

  private final byte[] file;
  private final FlacBits bits;
  private final int rate;
  private final int streamBits;
  private final int streamChannels;

  FlacSource(byte[] file) throws InvalidMediaException {
    this.file = file;
    bits = new FlacBits(file);
    bits.seek(4);
    boolean isLast = bits.read(1) == 1;
    if (bits.read(7) != 0 || bits.read(24) < STREAM_INFO) {
      throw new InvalidMediaException("it is no whole FLAC: its first block is not the header");
    }
    bits.seek(8 + 10);
    rate = bits.read(20);
    streamChannels = bits.read(3) + 1;
    streamBits = bits.read(5) + 1;
    int at = 8 + STREAM_INFO;
    while (!isLast) {
      bits.seek(at);
      isLast = bits.read(1) == 1;
      bits.skip(7);
      at = Math.addExact(at, 4 + bits.read(24));
    }
    bits.seek(at);
  }

  @Override
  public int rate() {
    return rate;
  }

  @Override
  public float @Nullable [] next() throws InvalidMediaException {
    int start = bits.position();
    if (start >= file.length - 1) {
      return null;
    }
    if (bits.read(15) != 0x7ffc) {
      throw new InvalidMediaException("it has no frame of FLAC at byte " + start);
    }
    bits.skip(1);
    int sizeCode = bits.read(4);
    int rateCode = bits.read(4);
    int assignment = bits.read(4);
    int bitsCode = bits.read(3);
    bits.skip(1);
    bits.skipCodedNumber();
    int size = blockSize(sizeCode);
    bits.skip(rateCode == 12 ? 8 : rateCode == 13 || rateCode == 14 ? 16 : 0);
    bits.skip(8);
    int depth = bitsCode == 0 ? streamBits : BITS[bitsCode];
    int channels = assignment < 8 ? assignment + 1 : 2;
    if (sizeCode == 0 || depth == 0 || assignment > 10 || channels != streamChannels) {
      throw new InvalidMediaException("the frame of FLAC at byte " + start + " is damaged");
    }
    long[][] samples = new long[channels][];
    for (int channel = 0; channel < channels; channel++) {
      // The difference of two channels has one bit more.
      boolean isSide = assignment == 9 ? channel == 0 : assignment >= 8 && channel == 1;
      samples[channel] = FlacSubframe.read(bits, size, depth + (isSide ? 1 : 0));
    }
    bits.align();
    int sum = checksum(file, start, bits.position());
    if (bits.read(16) != sum) {
      throw new InvalidMediaException("the frame of FLAC at byte " + start + " is damaged");
    }
    return mean(samples, size, assignment, depth);
  }

  private int blockSize(int code) throws InvalidMediaException {
    return switch (code) {
      case 0 -> 0;
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << code;
      case 6 -> bits.read(8) + 1;
      case 7 -> bits.read(16) + 1;
      default -> 1 << code;
    };
  }

  private static float[] mean(long[][] samples, int size, int assignment, int depth) {
    double scale = 1.0 / (1L << (depth - 1));
    float[] mean = new float[size];
    for (int index = 0; index < size; index++) {
      double first = samples[0][index];
      double sum =
          switch (assignment) {
            // Left and left - right; left - right and right; the mean, rounded down, and left -
            // right.
            case 8 -> 2 * first - samples[1][index];
            case 9 -> first + 2.0 * samples[1][index];
            case 10 -> 2 * first + (samples[1][index] & 1);
            default -> {
              double all = 0;
              for (long[] channel : samples) {
                all += channel[index];
              }
              yield all;
            }
          };
      mean[index] = (float) (sum * scale / samples.length);
    }
    return mean;
  }

  /** CRC-16 with the polynomial 0x8005. */
  private static int checksum(byte[] file, int from, int to) {
    int sum = 0;
    for (int at = from; at < to; at++) {
      sum ^= (file[at] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        sum = (sum & 0x8000) == 0 ? sum << 1 : sum << 1 ^ 0x8005;
      }
      sum &= 0xffff;
    }
    return sum;
  }
}

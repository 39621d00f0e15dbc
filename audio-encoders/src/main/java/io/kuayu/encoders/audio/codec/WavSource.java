package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** WAV: whole numbers of 8, 16, 24 and 32 bits, and floats of 32 and 64. */
final class WavSource implements SampleSource {
  private static final int WHOLE = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_FRAME = 8;
  private static final int BLOCK = 4_096;
  private static final int MAX_CHANNELS = 32;
  private static final int FORMAT_CHUNK = 0x20746d66;
  private static final int DATA_CHUNK = 0x61746164;

  private final ByteBuffer bytes;
  private int encoding;
  private int channels;
  private int rate;
  private int sampleBytes;

  WavSource(byte[] file) throws InvalidMediaException {
    bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    try {
      long at = FIRST_CHUNK;
      while (true) {
        bytes.position(Math.toIntExact(Math.min(at, file.length)));
        int name = bytes.getInt();
        long length = Integer.toUnsignedLong(bytes.getInt());
        if (name == FORMAT_CHUNK) {
          format();
        } else if (name == DATA_CHUNK) {
          bytes.limit((int) Math.min(file.length, at + CHUNK_FRAME + length));
          break;
        }
        at += CHUNK_FRAME + length + (length & 1);
      }
    } catch (BufferUnderflowException e) {
      throw new InvalidMediaException("it ends too early: the file was cut", e);
    }
    if (channels < 1 || channels > MAX_CHANNELS || !isKnown()) {
      throw new InvalidMediaException(
          "its samples are of kind %d with %d bits and %d channels, which is not read"
              .formatted(encoding, 8 * sampleBytes, channels));
    }
  }

  private void format() {
    encoding = Short.toUnsignedInt(bytes.getShort());
    channels = Short.toUnsignedInt(bytes.getShort());
    rate = bytes.getInt();
    bytes.getInt();
    bytes.getShort();
    int bits = Short.toUnsignedInt(bytes.getShort());
    sampleBytes = bits % 8 == 0 ? bits / 8 : 0;
    if (encoding == EXTENSIBLE) {
      // Its size, the valid bits, a mask of channels, and then the kind.
      bytes.getLong();
      encoding = Short.toUnsignedInt(bytes.getShort());
    }
  }

  private boolean isKnown() {
    return encoding == WHOLE
        ? sampleBytes >= 1 && sampleBytes <= 4
        : encoding == FLOAT && (sampleBytes == Float.BYTES || sampleBytes == Double.BYTES);
  }

  @Override
  public int rate() {
    return rate;
  }

  @Override
  public float @Nullable [] next() {
    int frames = Math.min(BLOCK, bytes.remaining() / (channels * sampleBytes));
    if (frames == 0) {
      return null;
    }
    float[] samples = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += sample();
      }
      double mean = sum / channels;
      samples[frame] = (float) (Math.abs(mean) <= 1 ? mean : Math.signum(mean));
    }
    return samples;
  }

  private double sample() {
    if (encoding == FLOAT) {
      double value = sampleBytes == Float.BYTES ? bytes.getFloat() : bytes.getDouble();
      return Double.isFinite(value) ? value : 0;
    }
    return switch (sampleBytes) {
      case 1 -> ((bytes.get() & 0xff) - 128) / 128.0;
      case 2 -> bytes.getShort() / 32_768.0;
      case 3 ->
          ((bytes.get() & 0xff) | (bytes.get() & 0xff) << 8 | bytes.get() << 16) / 8_388_608.0;
      default -> bytes.getInt() / 2_147_483_648.0;
    };
  }
}

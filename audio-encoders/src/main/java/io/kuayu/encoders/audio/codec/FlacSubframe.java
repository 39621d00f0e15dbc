package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;
import java.util.Arrays;

/** The samples of one channel of a frame of FLAC: predicted from those before, with a residual. */
final class FlacSubframe {
  private static final long[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private FlacSubframe() {}

  static long[] read(FlacBits bits, int size, int depth) throws InvalidMediaException {
    if (bits.read(1) != 0) {
      throw new InvalidMediaException("a subframe of FLAC is damaged");
    }
    int type = bits.read(6);
    int wasted = bits.read(1) == 0 ? 0 : 1 + bits.unary();
    int width = depth - wasted;
    if (width < 1) {
      throw new InvalidMediaException("a subframe of FLAC has no bits");
    }
    long[] samples = new long[size];
    if (type == 0) {
      Arrays.fill(samples, bits.signed(width));
    } else if (type == 1) {
      for (int index = 0; index < size; index++) {
        samples[index] = bits.signed(width);
      }
    } else if (type >= 8 && type < 8 + FIXED.length) {
      start(bits, samples, type - 8, width);
      residual(bits, samples, type - 8);
      predict(samples, FIXED[type - 8], 0);
    } else if (type >= 32) {
      int order = type - 31;
      start(bits, samples, order, width);
      int precision = bits.read(4) + 1;
      int shift = (int) bits.signed(5);
      long[] coefficients = new long[order];
      for (int index = 0; index < order; index++) {
        coefficients[index] = bits.signed(precision);
      }
      if (precision == 16 || shift < 0) {
        throw new InvalidMediaException("a predictor of FLAC is damaged");
      }
      residual(bits, samples, order);
      predict(samples, coefficients, shift);
    } else {
      throw new InvalidMediaException("a subframe of FLAC is of an unknown kind");
    }
    for (int index = 0; wasted > 0 && index < size; index++) {
      samples[index] <<= wasted;
    }
    return samples;
  }

  private static void start(FlacBits bits, long[] samples, int order, int width)
      throws InvalidMediaException {
    if (order > samples.length) {
      throw new InvalidMediaException("a predictor of FLAC is longer than its block");
    }
    for (int index = 0; index < order; index++) {
      samples[index] = bits.signed(width);
    }
  }

  /** Numbers in the code of Rice, with a parameter for each part of the block. */
  private static void residual(FlacBits bits, long[] samples, int order)
      throws InvalidMediaException {
    int method = bits.read(2);
    int parts = 1 << bits.read(4);
    if (method > 1 || samples.length % parts != 0 || samples.length / parts < order) {
      throw new InvalidMediaException("a residual of FLAC is damaged");
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int index = order;
    for (int part = 1; part <= parts; part++) {
      int end = samples.length / parts * part;
      int parameter = bits.read(parameterBits);
      if (parameter == escape) {
        int width = bits.read(5);
        for (; index < end; index++) {
          samples[index] = width == 0 ? 0 : bits.signed(width);
        }
      } else {
        for (; index < end; index++) {
          long value = (long) bits.unary() << parameter | bits.read(parameter);
          samples[index] = value >>> 1 ^ -(value & 1);
        }
      }
    }
  }

  private static void predict(long[] samples, long[] coefficients, int shift) {
    for (int index = coefficients.length; index < samples.length; index++) {
      long sum = 0;
      for (int back = 0; back < coefficients.length; back++) {
        sum += coefficients[back] * samples[index - 1 - back];
      }
      samples[index] += sum >> shift;
    }
  }
}

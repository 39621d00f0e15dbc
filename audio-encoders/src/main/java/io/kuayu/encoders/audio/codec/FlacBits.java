package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;

/** Reads bits, the highest of a byte first. */
final class FlacBits {
  private final byte[] bytes;
  private long at;

  FlacBits(byte[] bytes) {
    this.bytes = bytes;
  }

  void seek(int position) {
    at = 8L * position;
  }

  /** The byte of the next bit. */
  int position() {
    return (int) (at >>> 3);
  }

  void skip(int bits) {
    at += bits;
  }

  void align() {
    at = at + 7 & ~7L;
  }

  /** A number of at most 31 bits. */
  int read(int bits) throws InvalidMediaException {
    if (at + bits > 8L * bytes.length) {
      throw cut();
    }
    int value = 0;
    int left = bits;
    while (left > 0) {
      int offset = (int) (at & 7);
      int taken = Math.min(left, 8 - offset);
      int part = (bytes[(int) (at >>> 3)] & 0xff) >>> (8 - offset - taken) & (1 << taken) - 1;
      value = value << taken | part;
      at += taken;
      left -= taken;
    }
    return value;
  }

  /** A number of at most 33 bits in two's complement. */
  long signed(int bits) throws InvalidMediaException {
    long value = bits > 24 ? (long) read(bits - 24) << 24 | read(24) : read(bits);
    return value << (64 - bits) >> (64 - bits);
  }

  /** How many zeros come before the next one, which is read too. */
  int unary() throws InvalidMediaException {
    int zeros = 0;
    while (true) {
      if (at >= 8L * bytes.length) {
        throw cut();
      }
      int offset = (int) (at & 7);
      int rest = (bytes[(int) (at >>> 3)] & 0xff) << offset & 0xff;
      if (rest != 0) {
        int here = Integer.numberOfLeadingZeros(rest) - 24;
        at += here + 1;
        return zeros + here;
      }
      zeros += 8 - offset;
      at += 8 - offset;
    }
  }

  /** Skips a number in the code of UTF-8. */
  void skipCodedNumber() throws InvalidMediaException {
    int first = read(8);
    int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
    if (more == 0 || more > 6) {
      throw new InvalidMediaException("the number of a frame of FLAC is damaged");
    }
    skip(8 * Math.max(0, more));
  }

  private static InvalidMediaException cut() {
    return new InvalidMediaException("it ends too early: the file was cut");
  }
}

package io.kuayu.encoders.audio.codec;

/** Reads bits of a packet of Vorbis, the lowest of a byte first. */
final class VorbisBits {
  private final byte[] packet;
  private long at;

  VorbisBits(byte[] packet) {
    this.packet = packet;
  }

  /** A number of at most 32 bits. */
  int read(int bits) throws EndOfPacketException {
    if (at + bits > 8L * packet.length) {
      throw new EndOfPacketException();
    }
    int value = 0;
    int done = 0;
    while (done < bits) {
      int offset = (int) (at & 7);
      int taken = Math.min(bits - done, 8 - offset);
      int part = (packet[(int) (at >>> 3)] & 0xff) >>> offset & (1 << taken) - 1;
      value |= part << done;
      at += taken;
      done += taken;
    }
    return value;
  }

  boolean flag() throws EndOfPacketException {
    return read(1) == 1;
  }

  /** How many bits a number takes, 0 for 0. */
  static int width(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /** In packets of sound it is allowed: what is missing counts as zero. */
  static final class EndOfPacketException extends Exception {
    private static final long serialVersionUID = 1;

    EndOfPacketException() {
      super("a packet ends too early", null, false, false);
    }
  }
}

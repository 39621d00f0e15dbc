package io.kuayu.media;

import org.jspecify.annotations.Nullable;

/**
 * MP3 (ISO/IEC 11172-3 and 13818-3, layer III): frames one after the other, perhaps behind an ID3
 * tag. Their lengths are added up, because no header tells the length of the whole.
 */
final class Mp3Parser implements HeaderParser {
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int[] KILOBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KILOBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int TAG_HEADER = 10;
  private static final int VERSION_1 = 3;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "ID3") || frame(file, 0) != null;
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    int at = file.has(0, "ID3") ? tag(file) : 0;
    double seconds = 0;
    Frame frame = frame(file, at);
    while (frame != null) {
      seconds += frame.seconds;
      at += frame.bytes;
      frame = frame(file, at);
    }
    if (seconds == 0) {
      throw new InvalidMediaException("it has no frame of MP3");
    }
    return new MediaHeader.Audio(MediaFormat.MP3, seconds);
  }

  /** Bytes of the tag; its length is written in four times seven bits. */
  private static int tag(MediaBytes file) throws InvalidMediaException {
    int length = 0;
    for (int index = 6; index < TAG_HEADER; index++) {
      length = length << 7 | (file.byteAt(index) & 0x7f);
    }
    return TAG_HEADER + length;
  }

  private static @Nullable Frame frame(MediaBytes file, int at) {
    byte[] bytes = file.bytes();
    if (at < 0 || at > bytes.length - 4 || bytes[at] != (byte) 0xff) {
      return null;
    }
    int second = bytes[at + 1] & 0xff;
    int third = bytes[at + 2] & 0xff;
    int version = second >> 3 & 3;
    int rate = third >> 2 & 3;
    int kilobits = third >> 4;
    // Layer III alone; version 1 is reserved, and so are the last rates.
    if ((second & 0xe6) != 0xe2 || version == 1 || rate == 3 || kilobits == 0 || kilobits == 15) {
      return null;
    }
    boolean first = version == VERSION_1;
    int hertz = RATES[rate] >> (first ? 0 : version == 2 ? 1 : 2);
    int bits = 1_000 * (first ? KILOBITS_1 : KILOBITS_2)[kilobits];
    int samples = first ? 1_152 : 576;
    return new Frame(samples / 8 * bits / hertz + (third >> 1 & 1), (double) samples / hertz);
  }

  private record Frame(int bytes, double seconds) {}
}

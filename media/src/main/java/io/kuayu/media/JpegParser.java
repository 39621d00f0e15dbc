package io.kuayu.media;

/**
 * JPEG (ISO/IEC 10918-1): a frame header among the first segments tells the size, the last marker
 * is {@code EOI}. Each scan of a progressive image costs a pass over all pixels, so their number is
 * limited.
 */
final class JpegParser implements HeaderParser {
  private static final int MAX_SCANS = 100;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "\u00ff\u00d8\u00ff");
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    int at = 2;
    while (true) {
      if (file.byteAt(at) != 0xff) {
        throw new InvalidMediaException("it is no whole JPEG: a marker is missing at byte " + at);
      }
      int marker = file.byteAt(at + 1);
      if (marker == 0xff) {
        at++;
      } else if (isFrame(marker)) {
        requireScans(file, at + 2 + file.big16(at + 2));
        return ImageSize.of(MediaFormat.JPEG, file.big16(at + 7), file.big16(at + 5));
      } else if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw new InvalidMediaException("it is no whole JPEG: nothing tells its size");
      } else {
        at += 2 + (isAlone(marker) ? 0 : Math.max(2, file.big16(at + 2)));
      }
    }
  }

  /** Frames of Huffman or arithmetic coding; 0xc4, 0xc8 and 0xcc in their row mean tables. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** Whether nothing follows the marker. */
  private static boolean isAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
  }

  /** In coded data, 0xff is always followed by zero or is a marker. */
  private static void requireScans(MediaBytes file, int from) throws InvalidMediaException {
    byte[] bytes = file.bytes();
    int scans = 0;
    for (int at = from; at < bytes.length - 1; at++) {
      if (bytes[at] == (byte) 0xff) {
        int marker = bytes[at + 1] & 0xff;
        if (marker == END_OF_IMAGE && scans > 0) {
          return;
        }
        if (marker == START_OF_SCAN && ++scans > MAX_SCANS) {
          throw new InvalidMediaException("it has more than " + MAX_SCANS + " scans");
        }
      }
    }
    throw MediaBytes.cut();
  }
}

package io.kuayu.media;

/** WebP (RFC 9649): RIFF whose first chunk tells the size, in one of three ways. */
final class WebpParser implements HeaderParser {
  private static final int CHUNK = 12;
  private static final int BODY = 20;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "RIFF") && file.has(8, "WEBP");
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    if (file.little32(4) + 8 > file.size()) {
      throw MediaBytes.cut();
    }
    if (file.has(CHUNK, "VP8X")) {
      return ImageSize.of(
          MediaFormat.WEBP, 1L + file.little24(BODY + 4), 1L + file.little24(BODY + 7));
    }
    if (file.has(CHUNK, "VP8L")) {
      long bits = file.little32(BODY + 1);
      return ImageSize.of(MediaFormat.WEBP, 1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
    }
    if (file.has(CHUNK, "VP8 ") && file.has(BODY + 3, "\u009d\u0001*")) {
      return ImageSize.of(
          MediaFormat.WEBP, file.little16(BODY + 6) & 0x3fff, file.little16(BODY + 8) & 0x3fff);
    }
    throw new InvalidMediaException("it is no whole WebP: its first chunk tells no size");
  }
}

package io.kuayu.media;

/** PNG (ISO/IEC 15948): the first chunk tells the size, the last one is {@code IEND}. */
final class PngParser implements HeaderParser {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  private static final int FIRST_CHUNK = 8;
  private static final int CHUNK_FRAME = 12;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, SIGNATURE);
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    if (!file.has(FIRST_CHUNK + 4, "IHDR")) {
      throw new InvalidMediaException("it is no whole PNG: its first chunk is not the header");
    }
    long width = file.big32(FIRST_CHUNK + 8);
    long height = file.big32(FIRST_CHUNK + 12);
    long at = FIRST_CHUNK;
    while (at + CHUNK_FRAME <= file.size()) {
      if (file.has((int) at + 4, "IEND")) {
        return ImageSize.of(MediaFormat.PNG, width, height);
      }
      at += CHUNK_FRAME + file.big32((int) at);
    }
    throw MediaBytes.cut();
  }
}

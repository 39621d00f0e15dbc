package io.kuayu.media;

/** GIF 87a and 89a: blocks to a trailer; each frame has a size of its own. */
final class GifParser implements HeaderParser {
  private static final int SCREEN = 6;
  private static final int FIRST_BLOCK = 13;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int FRAME_HEADER = 10;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "GIF87a") || file.has(0, "GIF89a");
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    int width = file.little16(SCREEN);
    int height = file.little16(SCREEN + 2);
    int frames = 0;
    int at = FIRST_BLOCK + colours(file.byteAt(SCREEN + 4));
    while (true) {
      switch (file.byteAt(at)) {
        case TRAILER -> {
          if (frames == 0) {
            throw new InvalidMediaException("it is a GIF without a frame");
          }
          return ImageSize.of(MediaFormat.GIF, width, height);
        }
        case EXTENSION -> at = behindBlocks(file, at + 2);
        case FRAME -> {
          frames++;
          width = Math.max(width, file.little16(at + 5));
          height = Math.max(height, file.little16(at + 7));
          at = behindBlocks(file, at + FRAME_HEADER + colours(file.byteAt(at + 9)) + 1);
        }
        default -> throw new InvalidMediaException("it is no whole GIF: no block at byte " + at);
      }
    }
  }

  /** Bytes of the table of colours that a byte of flags announces. */
  private static int colours(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static int behindBlocks(MediaBytes file, int from) throws InvalidMediaException {
    int at = from;
    while (file.byteAt(at) != 0) {
      at += 1 + file.byteAt(at);
    }
    return at + 1;
  }
}

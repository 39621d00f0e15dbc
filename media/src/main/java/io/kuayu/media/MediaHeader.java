package io.kuayu.media;

/** What the header of a file says of it. */
public sealed interface MediaHeader {
  MediaFormat format();

  /**
   * An image.
   *
   * @param width of its largest frame, in pixels
   * @param height of its largest frame, in pixels
   */
  record Image(MediaFormat format, int width, int height) implements MediaHeader {
    /** Pixels of a frame. */
    public long pixels() {
      return (long) width * height;
    }
  }

  /**
   * A sound.
   *
   * @param seconds how long it is; infinite where the header does not tell
   */
  record Audio(MediaFormat format, double seconds) implements MediaHeader {}
}

package io.kuayu.media;

/** Checks the sides of an image. */
final class ImageSize {
  private ImageSize() {}

  static MediaHeader.Image of(MediaFormat format, long width, long height)
      throws InvalidMediaException {
    if (width <= 0 || height <= 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new InvalidMediaException(
          "its header says " + width + " x " + height + " pixels, which is no image");
    }
    return new MediaHeader.Image(format, (int) width, (int) height);
  }
}

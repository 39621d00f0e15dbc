package io.kuayu.media;

import io.kuayu.core.content.Content;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Draws images small, for people to look at. {@link ServiceLoader} finds it: the encoders of images
 * bring one, because they have the decoders. Thread-safe.
 */
public interface ThumbnailRenderer {
  /** The media type of every thumbnail. */
  String MEDIA_TYPE = "image/jpeg";

  /**
   * Draws an image anew, opaque and without its metadata, so that nothing of the file but its
   * pixels goes on. An image that is small already keeps its size.
   *
   * @param side the longer side has at most so many pixels
   * @return a file of {@link #MEDIA_TYPE}
   * @throws InvalidMediaException where the image cannot be read, may not be decoded, or cannot be
   */
  byte[] render(Content image, int side) throws InvalidMediaException;

  /** The one of the class path; empty where there is none. */
  static Optional<ThumbnailRenderer> find() {
    return ServiceLoader.load(ThumbnailRenderer.class).findFirst();
  }
}

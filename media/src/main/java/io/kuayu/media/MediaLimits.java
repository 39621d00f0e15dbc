package io.kuayu.media;

import io.kuayu.core.content.Modality;

/**
 * How large a file may be. What exceeds a limit is never decoded, so that no file takes more memory
 * or time than this allows.
 *
 * @param bytes of the file
 * @param pixels of an image
 * @param seconds of a sound
 */
public record MediaLimits(int bytes, long pixels, double seconds) {
  /** A decoded image of so many pixels takes 160 MB. */
  private static final long PIXELS = 40_000_000;

  private static final double SECONDS = 3_600;

  /** Limits of files that the operator of this machine names: 32 MiB an image, 64 MiB a sound. */
  public static MediaLimits ofFiles(Modality modality) {
    return new MediaLimits(modality == Modality.AUDIO ? 64 << 20 : 32 << 20, PIXELS, SECONDS);
  }

  /** These limits with another one of bytes. */
  public MediaLimits withBytes(int allowed) {
    return new MediaLimits(allowed, pixels, seconds);
  }
}

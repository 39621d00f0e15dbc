package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;
import org.jspecify.annotations.Nullable;

/** Decodes one file, block by block. */
interface SampleSource {
  /** Samples a second. */
  int rate();

  /**
   * The next samples: the mean of all channels, from -1 to 1.
   *
   * @return at least one sample, or null at the end of the file
   * @throws InvalidMediaException where the file is damaged from here on
   */
  float @Nullable [] next() throws InvalidMediaException;
}

package io.kuayu.application.init;

import java.util.List;

/**
 * The block of a source.
 *
 * @param path as the configuration names it
 * @param described its format and size, for people
 * @param keys in the order in which they are written, without {@code path}
 */
public record SourceGuess(String path, String described, List<KeyGuess> keys) {
  public SourceGuess {
    keys = List.copyOf(keys);
  }
}

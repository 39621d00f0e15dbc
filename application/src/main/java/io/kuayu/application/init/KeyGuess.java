package io.kuayu.application.init;

import java.util.Optional;

/**
 * One key of a source.
 *
 * @param key such as {@code user}
 * @param value a text, a flag or a list of texts
 * @param reason why it was chosen, in a few words; empty where it needs none
 * @param doubt what a person has to look at
 */
public record KeyGuess(String key, Object value, String reason, Optional<Doubt> doubt) {
  static KeyGuess of(String key, Object value, String reason) {
    return new KeyGuess(key, value, reason, Optional.empty());
  }

  KeyGuess doubted(Doubt doubt) {
    return new KeyGuess(key, value, reason, Optional.of(doubt));
  }

  /** Whether the configuration cannot be used before somebody answers. */
  public boolean isOpen() {
    return doubt.isPresent() && doubt.get().open();
  }
}

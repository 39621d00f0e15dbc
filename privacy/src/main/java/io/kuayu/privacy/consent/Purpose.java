package io.kuayu.privacy.consent;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What events are used for. */
public enum Purpose {
  /** Models learn from them. */
  TRAINING,
  /** The person's own lists are made with them. */
  PERSONALISATION;

  /** As people write it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose that is written so. */
  public static Optional<Purpose> parse(String written) {
    return Stream.of(values()).filter(purpose -> purpose.written().equals(written)).findFirst();
  }
}

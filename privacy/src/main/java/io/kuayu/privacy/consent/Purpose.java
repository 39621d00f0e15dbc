package io.kuayu.privacy.consent;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What events are used for. */
public enum Purpose {
  /** Models learn from them. */
  TRAINING,
  /** The person's own lists are computed with them. */
  PERSONALISATION;

  /** The name as users write it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose with this written name. */
  public static Optional<Purpose> parse(String written) {
    return Stream.of(values()).filter(purpose -> purpose.written().equals(written)).findFirst();
  }
}

package io.kuayu.core.content;

import java.util.Locale;

/** By which sense a content is taken in; each has encoders of its own. */
public enum Modality {
  TEXT,
  IMAGE,
  AUDIO;

  /** In lower case, as files and properties name it. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}

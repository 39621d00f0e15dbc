package io.kuayu.engine.live;

import java.util.Locale;

/** What an engine is asked for, as metrics tell it apart. */
public enum EngineOperation {
  ANSWER,
  EXPLAIN,
  SIMILAR,
  /** A call of {@link ReloadingEngine#with}. */
  OTHER;

  /** The name in lower case, such as {@code answer}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.kuayu.application.explain;

import java.util.Locale;

/** How a written explanation came about. All but {@link #CHAT} give the template's sentences. */
public enum ExplanationOutcome {
  /** The chat model's text, just now or kept from an earlier answer. */
  CHAT,
  /** There is nothing to tell the chat model. */
  NO_FACTS,
  /** The chat model has not answered in time. */
  TIMEOUT,
  /** The endpoint refuses, fails, or is not there. */
  FAILED,
  /** As many calls are running as are allowed. */
  BUSY,
  /** Calls are paused after repeated failures. */
  PAUSED,
  /** The answer is not the JSON that was asked for. */
  MALFORMED,
  /** The answer cites or names what is not among the facts. */
  UNKNOWN_FACT,
  /** The answer holds a word or number of which no fact speaks, such as a name. */
  UNKNOWN_WORD,
  /** The text is empty, too short or too long. */
  LENGTH,
  /** The text holds a link. */
  LINK,
  /** The text holds markup, quotation marks or other signs that no plain sentence has. */
  MARKUP,
  /** The text is in another language. */
  LANGUAGE;

  /** As metrics name it, such as {@code unknown-fact}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the chat model answered, but not as it should. */
  boolean isRefusedAnswer() {
    return compareTo(MALFORMED) >= 0;
  }

  /** Whether a call was made and brought nothing that can be used. */
  boolean isFailedCall() {
    return isRefusedAnswer() || this == TIMEOUT || this == FAILED;
  }
}

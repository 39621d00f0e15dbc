package io.kuayu.application.explain;

import java.util.List;

/**
 * An explanation as running text.
 *
 * @param text plain text, names of items included
 * @param outcome whether a chat model wrote it, and otherwise why not
 * @param reasons the indices of the explanation's reasons that the text tells, in ascending order
 */
public record WrittenExplanation(String text, ExplanationOutcome outcome, List<Integer> reasons) {
  public WrittenExplanation {
    reasons = List.copyOf(reasons);
  }

  /** Whether the words are those of a chat model; otherwise they are the template's. */
  public boolean isByChat() {
    return outcome == ExplanationOutcome.CHAT;
  }
}

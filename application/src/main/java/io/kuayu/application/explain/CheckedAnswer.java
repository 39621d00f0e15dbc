package io.kuayu.application.explain;

import java.util.List;

/**
 * What became of an answer of the chat model.
 *
 * @param outcome {@link ExplanationOutcome#CHAT} where it may be shown
 * @param text with placeholders instead of names; empty where it may not be shown
 * @param facts the ids of the facts that it cites
 */
record CheckedAnswer(ExplanationOutcome outcome, String text, List<String> facts) {
  CheckedAnswer {
    facts = List.copyOf(facts);
  }

  static CheckedAnswer refused(ExplanationOutcome outcome) {
    return new CheckedAnswer(outcome, "", List.of());
  }
}

package io.kuayu.engine.explain;

import java.util.List;

/**
 * What a chat model is told about one recommendation: sentences of Kuayu's own, without any text of
 * the catalogue and without ids. Where a sentence names an item it has a placeholder, such as
 * {@code [1]}; {@link NamedFacts} knows the names. The same evidence about other items gives an
 * equal sheet.
 *
 * @param language of the sentences
 * @param facts the strongest first
 */
public record FactSheet(ExplanationLanguage language, List<Fact> facts) {
  public FactSheet {
    facts = List.copyOf(facts);
  }

  /**
   * A fact.
   *
   * @param id unique within the sheet, such as {@code f1}
   * @param text one sentence
   */
  public record Fact(String id, String text) {}
}

package io.kuayu.application.init;

import java.util.List;

/**
 * Something that the files do not tell.
 *
 * @param question for a person, one sentence
 * @param alternatives lines of the configuration that may replace the one in doubt
 * @param open whether none of them may be taken for granted
 */
public record Doubt(String question, List<String> alternatives, boolean open) {
  public Doubt {
    alternatives = List.copyOf(alternatives);
  }
}

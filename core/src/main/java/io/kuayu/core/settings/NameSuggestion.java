package io.kuayu.core.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class NameSuggestion {
  /** Nobody mistypes longer names; comparing them would cost whoever is asked too much. */
  private static final int LONGEST = 64;

  private NameSuggestion() {}

  /**
   * The candidate with the fewest edits to {@code name}, if at most a third of it differs, in upper
   * and lower case alike. Names of more than 64 characters are near to nothing.
   */
  public static Optional<String> to(String name, Collection<String> candidates) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String meant = name.toLowerCase(Locale.ROOT);
    LevenshteinDistance edits = new LevenshteinDistance(Math.max(2, name.length() / 3));
    Optional<String> nearest = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      // -1 where there are more edits than may be.
      int needed = edits.apply(meant, candidate.toLowerCase(Locale.ROOT));
      if (needed >= 0 && needed < fewest) {
        nearest = Optional.of(candidate);
        fewest = needed;
      }
    }
    return nearest;
  }
}

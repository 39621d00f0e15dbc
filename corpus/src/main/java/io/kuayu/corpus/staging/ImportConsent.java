package io.kuayu.corpus.staging;

import java.util.Set;

/** What an import has to know of users. */
@FunctionalInterface
public interface ImportConsent {
  /** Nobody was erased, and no domains may be joined. */
  ImportConsent NONE = _ -> false;

  /** Whether a user who ever had that name, as an id or a pseudonym, was erased. */
  boolean isErased(String name);

  /**
   * The domains of a user that may be joined. Called once for each user of an import, and only
   * where domains have names of their own.
   *
   * @param person by general name
   */
  default Set<String> joined(String person) {
    return Set.of();
  }
}

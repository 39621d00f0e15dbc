package io.kuayu.corpus.staging;

import java.util.Set;

/** What an import has to know of people. */
@FunctionalInterface
public interface ImportConsent {
  /** Nobody was erased or allows anything to be joined. */
  ImportConsent NONE = _ -> false;

  /** Whether someone who ever had that name, as an id or a pseudonym, was erased. */
  boolean isErased(String name);

  /**
   * The domains in which what a person does may be known to be one person's. Asked once for each
   * person of an import, and only where domains have names of their own.
   *
   * @param person by general name
   */
  default Set<String> joined(String person) {
    return Set.of();
  }
}

package io.kuayu.privacy.link;

import java.util.Set;

/** Tells which domains of a person are linked. */
@FunctionalInterface
public interface Links {
  /** The domains of a person, by general name, whose names are known to be theirs. */
  Set<String> of(String person);
}

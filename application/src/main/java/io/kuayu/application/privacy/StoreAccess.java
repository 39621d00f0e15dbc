package io.kuayu.application.privacy;

import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.function.Function;

/** Gives a use case the stores: a command opens them for it, a running server lends its own. */
public interface StoreAccess {
  /** How people are named in the stores; asking opens nothing. */
  Pseudonyms names();

  /** Works on open stores. */
  <T> T with(Function<StoreSession, T> work);

  /**
   * Works on open stores while this process stores no events, so that none arrives between two
   * steps of an erasure.
   */
  <T> T exclusively(Function<StoreSession, T> work);
}

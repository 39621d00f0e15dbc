package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.Stores;

/** Looks after the events that the store of the server keeps. */
record StoredEvents(Configuration configuration, Reporter reporter) {
  /** Deletes events that are kept no longer; how many there were. */
  long expire() {
    RetentionPolicy policy = configuration.corpus().privacy().retention();
    if (!policy.limits() || !configuration.server().store().exists()) {
      return 0;
    }
    try (Stores stores = configuration.server().store().open()) {
      return stores.privacy().expire(policy, System.currentTimeMillis() / 1000);
    }
  }

  /** Warns where events are kept under names that nobody is asked for by any more. */
  void warnOfFormerNames() {
    Pseudonyms names = configuration.corpus().privacy().names();
    if (names.areOn() && configuration.server().store().exists()) {
      try (Stores stores = configuration.server().store().open()) {
        if (stores.privacy().hasOtherNames(names)) {
          reporter.warn(
              "the store keeps events under names of before a key or 'per-domain' was changed,"
                  + " where no list finds them: stop the servers and run 'kuayu pseudonyms renew'");
        }
      }
    }
  }
}

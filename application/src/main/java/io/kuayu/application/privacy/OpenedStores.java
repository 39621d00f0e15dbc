package io.kuayu.application.privacy;

import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.LinkingTable;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.ConsentRecorder;
import io.kuayu.storage.Stores;
import java.util.function.Function;

/**
 * Opens the stores of a configuration for each piece of work and closes them behind it. Makes them
 * where they are missing.
 *
 * @param configuration names the stores and the rules
 * @param audit stands for people by keyed hashes
 */
public record OpenedStores(Configuration configuration, AuditTrail audit) implements StoreAccess {
  @Override
  public Pseudonyms names() {
    return configuration.corpus().privacy().names();
  }

  @Override
  public <T> T with(Function<StoreSession, T> work) {
    PrivacySettings privacy = configuration.corpus().privacy();
    try (Stores stores = configuration.server().store().open();
        LinkStore links = LinkingTable.open(privacy)) {
      PrivacyRules rules =
          new PrivacyRules(privacy.names(), privacy.domains(), links, privacy.consent());
      return work.apply(
          new StoreSession(
              stores, rules, ConsentRecorder.of(rules, stores.privacy(), audit::pseudonym)));
    }
  }

  @Override
  public <T> T exclusively(Function<StoreSession, T> work) {
    return with(work);
  }
}

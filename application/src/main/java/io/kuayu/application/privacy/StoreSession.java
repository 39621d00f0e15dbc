package io.kuayu.application.privacy;

import io.kuayu.privacy.PrivacyRules;
import io.kuayu.storage.ConsentRecorder;
import io.kuayu.storage.Stores;

/**
 * Open stores with the rules that hold in them.
 *
 * @param stores events, decisions and erasures
 * @param rules the names of people, the domains, the linking table and the default consent
 * @param consents writes decisions into these stores
 */
public record StoreSession(Stores stores, PrivacyRules rules, ConsentRecorder consents) {}

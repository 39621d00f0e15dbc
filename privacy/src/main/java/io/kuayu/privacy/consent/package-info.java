/** Consent: who allows the data of a domain to be used for which domains and purposes. */
@NullMarked
package io.kuayu.privacy.consent;

import org.jspecify.annotations.NullMarked;

/** Who allows what of one domain to be used in which other, and for what. */
@NullMarked
package io.kuayu.privacy.consent;

import org.jspecify.annotations.NullMarked;

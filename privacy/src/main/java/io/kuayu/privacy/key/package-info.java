/** Secret keys: where they come from, and the checks that only their owner may read them. */
@NullMarked
package io.kuayu.privacy.key;

import org.jspecify.annotations.NullMarked;

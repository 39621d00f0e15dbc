/** Secret keys: where they come from, and that nobody else may read them. */
@NullMarked
package io.kuayu.privacy.key;

import org.jspecify.annotations.NullMarked;

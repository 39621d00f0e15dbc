/** Linking: which names in several domains may be known to belong to one person. */
@NullMarked
package io.kuayu.privacy.link;

import org.jspecify.annotations.NullMarked;

/** Which names of one person in several domains may be known to be one person's. */
@NullMarked
package io.kuayu.privacy.link;

import org.jspecify.annotations.NullMarked;

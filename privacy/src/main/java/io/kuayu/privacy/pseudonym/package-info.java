/** Names of people that tell nobody who they are. */
@NullMarked
package io.kuayu.privacy.pseudonym;

import org.jspecify.annotations.NullMarked;

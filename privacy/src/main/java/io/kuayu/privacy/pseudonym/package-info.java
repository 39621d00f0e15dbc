/** Pseudonyms of people. */
@NullMarked
package io.kuayu.privacy.pseudonym;

import org.jspecify.annotations.NullMarked;

/** Checks of a corpus and of its sources. */
@NullMarked
package io.kuayu.corpus.validate;

import org.jspecify.annotations.NullMarked;

/** Splits of the events into training, validation and test. */
@NullMarked
package io.kuayu.corpus.split;

import org.jspecify.annotations.NullMarked;

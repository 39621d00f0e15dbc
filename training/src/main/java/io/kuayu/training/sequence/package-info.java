/** Batches of histories for the networks that read sequences. */
@NullMarked
package io.kuayu.training.sequence;

import org.jspecify.annotations.NullMarked;

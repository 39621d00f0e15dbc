/** Trains the encoder and decoder over semantic ids. */
@NullMarked
package io.kuayu.training.generative;

import org.jspecify.annotations.NullMarked;

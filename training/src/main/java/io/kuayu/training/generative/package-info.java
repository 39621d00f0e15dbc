/** Experimental: trains the encoder and decoder of the generative family. */
@NullMarked
package io.kuayu.training.generative;

import org.jspecify.annotations.NullMarked;

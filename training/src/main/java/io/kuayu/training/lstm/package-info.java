/** Trains the recurrent network. */
@NullMarked
package io.kuayu.training.lstm;

import org.jspecify.annotations.NullMarked;

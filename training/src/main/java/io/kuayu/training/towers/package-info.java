/** Trains the two towers. */
@NullMarked
package io.kuayu.training.towers;

import org.jspecify.annotations.NullMarked;

/** Item transitions: a Markov chain with a short memory over the merged sequences. */
@NullMarked
package io.kuayu.models.transitions;

import org.jspecify.annotations.NullMarked;

/** Attacks on models, to see what they give away. */
@NullMarked
package io.kuayu.evaluation.attack;

import org.jspecify.annotations.NullMarked;

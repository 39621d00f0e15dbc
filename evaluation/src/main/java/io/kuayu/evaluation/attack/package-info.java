/** Attacks on models, which measure what they leak about their training data. */
@NullMarked
package io.kuayu.evaluation.attack;

import org.jspecify.annotations.NullMarked;

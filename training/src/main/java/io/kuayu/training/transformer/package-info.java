/** Trains the transformer over items, also under differential privacy. */
@NullMarked
package io.kuayu.training.transformer;

import org.jspecify.annotations.NullMarked;

/** Two towers: a network for histories and a network for items, trained by sampled softmax. */
@NullMarked
package io.kuayu.models.towers;

import org.jspecify.annotations.NullMarked;

/** Two towers: a net for people's histories beside a net for items, trained by sampled softmax. */
@NullMarked
package io.kuayu.models.towers;

import org.jspecify.annotations.NullMarked;

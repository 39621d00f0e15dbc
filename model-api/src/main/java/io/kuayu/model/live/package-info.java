/** Adapts trained models to catalogues that have changed since training. */
@NullMarked
package io.kuayu.model.live;

import org.jspecify.annotations.NullMarked;

/** Trained models over catalogues that have changed since. */
@NullMarked
package io.kuayu.models.live;

import org.jspecify.annotations.NullMarked;

/** Brings trained models to catalogues that have changed since. */
@NullMarked
package io.kuayu.model.live;

import org.jspecify.annotations.NullMarked;

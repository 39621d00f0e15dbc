/** Numeric kernels that several modules share. */
@NullMarked
package io.kuayu.core.math;

import org.jspecify.annotations.NullMarked;

/** Differential privacy: what noise costs, and noise itself. */
@NullMarked
package io.kuayu.privacy.dp;

import org.jspecify.annotations.NullMarked;

/** Differential privacy: privacy accounting and noise generation. */
@NullMarked
package io.kuayu.privacy.dp;

import org.jspecify.annotations.NullMarked;

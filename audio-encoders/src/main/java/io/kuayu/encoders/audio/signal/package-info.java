/** Arithmetic of sampled signals: Fourier transform and change of rate. */
@NullMarked
package io.kuayu.encoders.audio.signal;

import org.jspecify.annotations.NullMarked;

/** Tests of the encoders of sounds. */
@NullMarked
package io.kuayu.encoders.audio;

import org.jspecify.annotations.NullMarked;

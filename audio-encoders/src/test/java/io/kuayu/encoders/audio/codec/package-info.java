/** Tests of the decoders of sounds. */
@NullMarked
package io.kuayu.encoders.audio.codec;

import org.jspecify.annotations.NullMarked;

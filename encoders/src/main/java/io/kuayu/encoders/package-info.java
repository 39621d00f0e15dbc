/**
 * Encoders of items: the contracts by which a content becomes a vector, the registry, a cache on
 * disk, and whitening. No encoder itself and no native library is here.
 *
 * <p>{@link io.kuayu.encoders.EncoderProvider} is what a module with encoders implements, {@link
 * io.kuayu.encoders.ItemEncoders} finds and opens them, {@link io.kuayu.encoders.ItemVectors}
 * encodes a catalogue through the cache, {@link io.kuayu.encoders.Whitening} spreads the vectors of
 * a corpus over all directions.
 */
@NullMarked
package io.kuayu.encoders;

import org.jspecify.annotations.NullMarked;

/**
 * Encoders: what turns the text of an item into a vector. Sentence encoders run in this process by
 * ONNX Runtime; their weights lie on the class path or in a folder, and nothing is ever downloaded.
 *
 * <p>{@link io.kuayu.encoders.TextEncoders} is where encoders are registered and opened, {@link
 * io.kuayu.encoders.ItemVectors} encodes a catalogue through a persistent cache, {@link
 * io.kuayu.encoders.Whitening} spreads the vectors of a corpus over all directions.
 */
@NullMarked
package io.kuayu.encoders;

import org.jspecify.annotations.NullMarked;

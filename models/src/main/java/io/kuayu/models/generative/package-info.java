/**
 * Generative recommendation (after TIGER; Rajput et al., NeurIPS 2023): an encoder reads the
 * history as semantic ids, a decoder writes the next item's id token by token below the asked
 * domain, and a tree of the ids that exist keeps it to items that exist.
 *
 * <p>{@link io.kuayu.models.generative.EncoderDecoder} learns on the engine, {@link
 * io.kuayu.models.generative.PlainEncoder} and {@link io.kuayu.models.generative.PlainDecoder}
 * answer in plain Java, {@link io.kuayu.models.generative.Walk} searches the tree.
 */
@NullMarked
package io.kuayu.models.generative;

import org.jspecify.annotations.NullMarked;

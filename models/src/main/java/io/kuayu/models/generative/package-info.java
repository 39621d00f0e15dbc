/**
 * Experimental: generative recommendation (after TIGER; Rajput et al., NeurIPS 2023). An encoder
 * reads the history as semantic ids; a decoder generates the id of the next item token by token
 * below the asked domain; a tree of the existing ids restricts it to existing items. Options and
 * bundles of this family may change without notice, and it is not part of the default model.
 *
 * <p>{@link io.kuayu.models.generative.EncoderInference} and {@link
 * io.kuayu.models.generative.DecoderInference} compute the network in plain Java, {@link
 * io.kuayu.models.generative.ConstrainedBeamSearch} searches the tree. The training module learns
 * the weights.
 */
@NullMarked
package io.kuayu.models.generative;

import org.jspecify.annotations.NullMarked;

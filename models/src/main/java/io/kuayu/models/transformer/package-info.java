/**
 * A causal Transformer over the merged history of a user, trained as a language model over items.
 * The content vector and the id embedding of an item add up to one vector; attention reads the
 * history; a softmax over the items of the target domain, with recency as a prior, predicts the
 * next item.
 *
 * <p>{@link io.kuayu.models.sequence.SequenceInput} encodes a history, {@link
 * io.kuayu.models.transformer.TransformerInference} computes the network in plain Java. The
 * training module learns the weights.
 */
@NullMarked
package io.kuayu.models.transformer;

import org.jspecify.annotations.NullMarked;

/**
 * A causal Transformer over a person's merged history, trained as a language model over items: the
 * item's text and id become one vector, attention reads the history, and a softmax over the items
 * of the target's domain, with recency as its prior, says what comes next.
 *
 * <p>{@link io.kuayu.models.transformer.Slots} reads a history, {@link
 * io.kuayu.models.transformer.Network} and {@link io.kuayu.models.transformer.DomainSoftmax} learn
 * on the engine, {@link io.kuayu.models.transformer.PlainNetwork} answers in plain Java.
 */
@NullMarked
package io.kuayu.models.transformer;

import org.jspecify.annotations.NullMarked;

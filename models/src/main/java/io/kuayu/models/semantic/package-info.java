/**
 * Semantic ids (Rajput et al., "Recommender Systems with Generative Retrieval", NeurIPS 2023):
 * residual quantisation turns an item's text vector into tokens of one vocabulary for all domains,
 * so that alike items, wherever they are, begin with the same tokens, and a new item gets its id
 * without training.
 */
@NullMarked
package io.kuayu.models.semantic;

import org.jspecify.annotations.NullMarked;

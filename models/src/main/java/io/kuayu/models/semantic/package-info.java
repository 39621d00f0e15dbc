/**
 * Experimental: semantic ids (Rajput et al., "Recommender Systems with Generative Retrieval",
 * NeurIPS 2023). Residual quantisation turns the content vector of an item into tokens of one
 * vocabulary for all domains. Similar items of any domain share their first tokens, and a new item
 * gets its id without training. Only the generative family uses them; both may change without
 * notice.
 */
@NullMarked
package io.kuayu.models.semantic;

import org.jspecify.annotations.NullMarked;

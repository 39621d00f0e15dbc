/**
 * The basic types of Kuayu: items ({@link io.kuayu.core.Item}), events ({@link
 * io.kuayu.core.Event}), queries ({@link io.kuayu.core.Query}) and recommenders ({@link
 * io.kuayu.core.Recommender}).
 *
 * <p>Public interfaces name everything by strings. The hot path uses ordinals instead, which a
 * {@link io.kuayu.core.Catalogue} assigns to items and domains; ordinals never leave the process.
 */
@NullMarked
package io.kuayu.core;

import org.jspecify.annotations.NullMarked;

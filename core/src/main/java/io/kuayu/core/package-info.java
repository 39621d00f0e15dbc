/**
 * The vocabulary of Kuayu: what is recommended ({@link io.kuayu.core.Item}), what people did
 * ({@link io.kuayu.core.Event}), who asks ({@link io.kuayu.core.Query}) and who answers ({@link
 * io.kuayu.core.Model}, {@link io.kuayu.core.Recommender}).
 *
 * <p>Outside the hot path everything is named by strings. Inside it, a {@link
 * io.kuayu.core.Catalogue} gives each item and each domain an ordinal; ordinals never leave the
 * process.
 */
@NullMarked
package io.kuayu.core;

import org.jspecify.annotations.NullMarked;

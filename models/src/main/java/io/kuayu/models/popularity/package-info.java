/** What many people take: over all time ({@code popularity}) and just now ({@code recency}). */
@NullMarked
package io.kuayu.models.popularity;

import org.jspecify.annotations.NullMarked;

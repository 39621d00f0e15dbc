/** Popularity just before a moment: the recency family, and the prior that networks use. */
@NullMarked
package io.kuayu.models.recency;

import org.jspecify.annotations.NullMarked;

/** Vectors of the contents of items, in one space per model, with a mask of those without. */
@NullMarked
package io.kuayu.models.content;

import org.jspecify.annotations.NullMarked;

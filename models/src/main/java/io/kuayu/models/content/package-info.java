/** Vectors of what items say about themselves, in one space per model. */
@NullMarked
package io.kuayu.models.content;

import org.jspecify.annotations.NullMarked;

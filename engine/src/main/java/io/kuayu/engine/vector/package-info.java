/** The nearest of many vectors: exactly, and by a graph where there are too many for that. */
@NullMarked
package io.kuayu.engine.vector;

import org.jspecify.annotations.NullMarked;

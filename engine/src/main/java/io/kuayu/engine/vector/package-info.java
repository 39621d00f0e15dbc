/** Nearest-neighbour search: exact, and by a graph for large numbers of vectors. */
@NullMarked
package io.kuayu.engine.vector;

import org.jspecify.annotations.NullMarked;

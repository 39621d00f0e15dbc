/** Item-based neighbours: items that the same users take. */
@NullMarked
package io.kuayu.models.neighbours;

import org.jspecify.annotations.NullMarked;

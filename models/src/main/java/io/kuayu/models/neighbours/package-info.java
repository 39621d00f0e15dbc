/** Items that the same people take. */
@NullMarked
package io.kuayu.models.neighbours;

import org.jspecify.annotations.NullMarked;

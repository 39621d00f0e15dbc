/** How a history becomes the input of a network that reads sequences. */
@NullMarked
package io.kuayu.models.sequence;

import org.jspecify.annotations.NullMarked;

/** The next item by a recurrent net over the merged history. */
@NullMarked
package io.kuayu.models.lstm;

import org.jspecify.annotations.NullMarked;

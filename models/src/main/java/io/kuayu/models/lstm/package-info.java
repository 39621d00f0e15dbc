/** Next-item prediction by a recurrent network (LSTM) over the merged history. */
@NullMarked
package io.kuayu.models.lstm;

import org.jspecify.annotations.NullMarked;

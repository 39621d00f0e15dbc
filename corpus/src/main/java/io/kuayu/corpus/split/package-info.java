/** Which events are learnt from, chosen by and tested on. */
@NullMarked
package io.kuayu.corpus.split;

import org.jspecify.annotations.NullMarked;

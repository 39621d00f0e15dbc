/** The forms in which files write times: named, or recognised by looking at all values. */
@NullMarked
package io.kuayu.corpus.time;

import org.jspecify.annotations.NullMarked;

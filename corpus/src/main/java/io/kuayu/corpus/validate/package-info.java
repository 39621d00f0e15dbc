/** What a corpus is like, as named checks. */
@NullMarked
package io.kuayu.corpus.validate;

import org.jspecify.annotations.NullMarked;

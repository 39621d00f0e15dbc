/** Takes people out of a corpus that is there. */
@NullMarked
package io.kuayu.corpus.erasure;

import org.jspecify.annotations.NullMarked;

/** Tests of the corpus. */
@NullMarked
package io.kuayu.corpus;

import org.jspecify.annotations.NullMarked;

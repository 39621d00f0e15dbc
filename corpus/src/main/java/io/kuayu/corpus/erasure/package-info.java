/** Removes users from a prepared corpus. */
@NullMarked
package io.kuayu.corpus.erasure;

import org.jspecify.annotations.NullMarked;

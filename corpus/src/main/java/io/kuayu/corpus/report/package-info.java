/** The report of a preparation: the outcome of each source and rule, with the first bad rows. */
@NullMarked
package io.kuayu.corpus.report;

import org.jspecify.annotations.NullMarked;

/** What a preparation found, rule by rule, with the first lines of the files that it concerns. */
@NullMarked
package io.kuayu.corpus.report;

import org.jspecify.annotations.NullMarked;

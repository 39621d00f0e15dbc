/** From files to a corpus: rows are read into staging tables, named, joined and ordered there. */
@NullMarked
package io.kuayu.corpus.staging;

import org.jspecify.annotations.NullMarked;

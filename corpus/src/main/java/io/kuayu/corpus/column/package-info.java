/** Columns as the configuration writes them: by name, by a path into JSON, or as an expression. */
@NullMarked
package io.kuayu.corpus.column;

import org.jspecify.annotations.NullMarked;

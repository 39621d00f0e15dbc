/** The tables that a preparation works on: their names and columns, for every statement. */
@NullMarked
package io.kuayu.corpus.schema;

import org.jspecify.annotations.NullMarked;

/** Rows of a query as a source of events or items, through any JDBC driver on the class path. */
@NullMarked
package io.kuayu.corpus.jdbc;

import org.jspecify.annotations.NullMarked;

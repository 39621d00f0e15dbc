/** DuckDB as the engine that reads files and works on tables, within stated bounds of memory. */
@NullMarked
package io.kuayu.corpus.database;

import org.jspecify.annotations.NullMarked;

/** Stores in SQLite and PostgreSQL. */
@NullMarked
package io.kuayu.storage.sql;

import org.jspecify.annotations.NullMarked;

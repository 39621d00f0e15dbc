/** The stores behind the engine's interfaces: SQLite in this process, PostgreSQL beside it. */
@NullMarked
package io.kuayu.server.store;

import org.jspecify.annotations.NullMarked;

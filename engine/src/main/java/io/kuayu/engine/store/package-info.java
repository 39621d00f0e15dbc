/** Stores of events and live items: interfaces, and in-memory implementations. */
@NullMarked
package io.kuayu.engine.store;

import org.jspecify.annotations.NullMarked;

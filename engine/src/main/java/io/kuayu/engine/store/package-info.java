/** Where events and live items are kept: interfaces, and an implementation in memory. */
@NullMarked
package io.kuayu.engine.store;

import org.jspecify.annotations.NullMarked;

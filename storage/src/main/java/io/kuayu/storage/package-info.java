/** Stores of a service: events, items, consent decisions and erasures. */
@NullMarked
package io.kuayu.storage;

import org.jspecify.annotations.NullMarked;

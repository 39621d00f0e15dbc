/** Resolves a request against a catalogue: deleted items and known events. */
@NullMarked
package io.kuayu.engine.catalogue;

import org.jspecify.annotations.NullMarked;

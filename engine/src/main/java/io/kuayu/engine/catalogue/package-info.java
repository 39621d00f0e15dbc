/** How a request meets a catalogue: which items are deleted, which events are known. */
@NullMarked
package io.kuayu.engine.catalogue;

import org.jspecify.annotations.NullMarked;

/** An engine whose model, items and events change while it answers. */
@NullMarked
package io.kuayu.engine.live;

import org.jspecify.annotations.NullMarked;

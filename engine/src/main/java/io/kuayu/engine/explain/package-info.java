/** Why an item is recommended, as reasons and in words. */
@NullMarked
package io.kuayu.engine.explain;

import org.jspecify.annotations.NullMarked;

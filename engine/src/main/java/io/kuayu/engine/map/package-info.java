/** Maps items to points of a plane. */
@NullMarked
package io.kuayu.engine.map;

import org.jspecify.annotations.NullMarked;

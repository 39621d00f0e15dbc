/** Explanations of recommendations, as structured reasons and as sentences. */
@NullMarked
package io.kuayu.engine.explain;

import org.jspecify.annotations.NullMarked;

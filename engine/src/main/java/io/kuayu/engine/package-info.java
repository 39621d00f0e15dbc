/**
 * What answers a query: from a history in strings to a context, to scores, to a list with reasons.
 * {@link io.kuayu.engine.Engine} is what an application embeds; it needs a model and nothing else.
 */
@NullMarked
package io.kuayu.engine;

import org.jspecify.annotations.NullMarked;

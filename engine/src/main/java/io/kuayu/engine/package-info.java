/**
 * The recommendation engine: it turns a history into a context, scores, and a list with reasons.
 * {@link io.kuayu.engine.Engine} is what an application embeds; it needs only a model.
 */
@NullMarked
package io.kuayu.engine;

import org.jspecify.annotations.NullMarked;

/** Explanations in the words of a chat model, which are checked against the facts. */
@NullMarked
package io.kuayu.application.explain;

import org.jspecify.annotations.NullMarked;

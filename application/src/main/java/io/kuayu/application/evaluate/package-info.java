/** Measures the models of a work folder on held-out events. */
@NullMarked
package io.kuayu.application.evaluate;

import org.jspecify.annotations.NullMarked;

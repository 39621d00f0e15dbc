/**
 * Nearest neighbours in the space of a text encoder: scores items whose texts are similar to those
 * of the history, including items without any event.
 */
@NullMarked
package io.kuayu.models.text;

import org.jspecify.annotations.NullMarked;

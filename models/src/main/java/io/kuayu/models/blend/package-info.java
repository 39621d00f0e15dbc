/**
 * The default model: several experts, weighted by what can be known of the candidate, the history
 * and the moment.
 */
@NullMarked
package io.kuayu.models.blend;

import org.jspecify.annotations.NullMarked;

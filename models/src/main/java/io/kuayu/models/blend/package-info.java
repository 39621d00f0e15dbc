/**
 * The default model: a mixture of several experts, weighted by features of the candidate, the
 * history and the moment of the query.
 */
@NullMarked
package io.kuayu.models.blend;

import org.jspecify.annotations.NullMarked;

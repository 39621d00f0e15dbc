/** Tests of the generative model. */
@NullMarked
package io.kuayu.models.generative;

import org.jspecify.annotations.NullMarked;

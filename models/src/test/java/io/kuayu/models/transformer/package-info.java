/** Tests of the transformer. */
@NullMarked
package io.kuayu.models.transformer;

import org.jspecify.annotations.NullMarked;

/** Tests of the semantic ids. */
@NullMarked
package io.kuayu.models.semantic;

import org.jspecify.annotations.NullMarked;

/** Sparse item-by-item matrices and the models that are one: shared by several families. */
@NullMarked
package io.kuayu.models.sparse;

import org.jspecify.annotations.NullMarked;

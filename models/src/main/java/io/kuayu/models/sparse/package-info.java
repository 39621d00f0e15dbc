/** Sparse item-by-item matrices and the models built on them, shared by several families. */
@NullMarked
package io.kuayu.models.sparse;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kuayu.models.sparse;

import org.jspecify.annotations.NullMarked;

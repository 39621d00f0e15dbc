@NullMarked
package io.kuayu.models.dense;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kuayu.models.linear;

import org.jspecify.annotations.NullMarked;

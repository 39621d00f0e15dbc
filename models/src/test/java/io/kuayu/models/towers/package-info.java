@NullMarked
package io.kuayu.models.towers;

import org.jspecify.annotations.NullMarked;

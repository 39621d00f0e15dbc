@NullMarked
package io.kuayu.models.blend;

import org.jspecify.annotations.NullMarked;

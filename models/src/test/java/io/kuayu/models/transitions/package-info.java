@NullMarked
package io.kuayu.models.transitions;

import org.jspecify.annotations.NullMarked;

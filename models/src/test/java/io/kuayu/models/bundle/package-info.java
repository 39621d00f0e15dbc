@NullMarked
package io.kuayu.models.bundle;

import org.jspecify.annotations.NullMarked;

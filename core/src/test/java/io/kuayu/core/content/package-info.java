@NullMarked
package io.kuayu.core.content;

import org.jspecify.annotations.NullMarked;

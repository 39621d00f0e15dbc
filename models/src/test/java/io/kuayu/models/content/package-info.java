@NullMarked
package io.kuayu.models.content;

import org.jspecify.annotations.NullMarked;

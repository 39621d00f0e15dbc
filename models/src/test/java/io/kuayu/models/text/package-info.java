@NullMarked
package io.kuayu.models.text;

import org.jspecify.annotations.NullMarked;

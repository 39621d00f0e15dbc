@NullMarked
package io.kuayu.models.lstm;

import org.jspecify.annotations.NullMarked;

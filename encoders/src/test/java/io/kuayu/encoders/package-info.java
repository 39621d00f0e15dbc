@NullMarked
package io.kuayu.encoders;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kuayu.models.training;

import org.jspecify.annotations.NullMarked;

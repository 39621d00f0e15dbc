@NullMarked
package io.kuayu.models.popularity;

import org.jspecify.annotations.NullMarked;

/** Linear autoencoders in closed form. */
@NullMarked
package io.kuayu.models.linear;

import org.jspecify.annotations.NullMarked;

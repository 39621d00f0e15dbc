/** Tests of the encoders of images. */
@NullMarked
package io.kuayu.encoders.image;

import org.jspecify.annotations.NullMarked;

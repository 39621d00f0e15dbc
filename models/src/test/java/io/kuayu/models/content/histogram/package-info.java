/** A modality of its own: this package and one line of registration are all that it takes. */
@NullMarked
package io.kuayu.models.content.histogram;

import org.jspecify.annotations.NullMarked;

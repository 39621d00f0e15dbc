/** A trained model on disk. */
@NullMarked
package io.kuayu.model.bundle;

import org.jspecify.annotations.NullMarked;

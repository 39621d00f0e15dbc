/** The gate between what is known of a person and the engine: nothing enters without permission. */
@NullMarked
package io.kuayu.engine.consent;

import org.jspecify.annotations.NullMarked;

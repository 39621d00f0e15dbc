/** Deletes events that are older than the configuration allows. */
@NullMarked
package io.kuayu.application.retention;

import org.jspecify.annotations.NullMarked;

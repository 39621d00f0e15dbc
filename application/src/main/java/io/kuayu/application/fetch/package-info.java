/** Fetches files from the few hosts that a server may ask, and from nowhere else. */
@NullMarked
package io.kuayu.application.fetch;

import org.jspecify.annotations.NullMarked;

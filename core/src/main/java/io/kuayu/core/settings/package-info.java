/** Configuration as a checked tree: every value knows where it was set, every problem is kept. */
@NullMarked
package io.kuayu.core.settings;

import org.jspecify.annotations.NullMarked;

/** The commands. */
@NullMarked
package io.kuayu.cli;

import org.jspecify.annotations.NullMarked;

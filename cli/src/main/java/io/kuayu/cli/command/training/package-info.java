/** Commands that train models and measure them. */
@NullMarked
package io.kuayu.cli.command.training;

import org.jspecify.annotations.NullMarked;

/** Commands that check the configuration and the machine. */
@NullMarked
package io.kuayu.cli.command.setup;

import org.jspecify.annotations.NullMarked;

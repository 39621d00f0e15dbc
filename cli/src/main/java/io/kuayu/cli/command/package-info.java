/** One class a command; what they share is in mixins. */
@NullMarked
package io.kuayu.cli.command;

import org.jspecify.annotations.NullMarked;

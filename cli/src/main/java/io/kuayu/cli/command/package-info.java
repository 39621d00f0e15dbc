/** One class per command; shared options are in mixins. */
@NullMarked
package io.kuayu.cli.command;

import org.jspecify.annotations.NullMarked;

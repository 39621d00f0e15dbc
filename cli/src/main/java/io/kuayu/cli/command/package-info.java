/** Options and output that several commands share; each group of commands has a package below. */
@NullMarked
package io.kuayu.cli.command;

import org.jspecify.annotations.NullMarked;

/** Commands that make and check data: demo, validate and prepare. */
@NullMarked
package io.kuayu.cli.command.data;

import org.jspecify.annotations.NullMarked;

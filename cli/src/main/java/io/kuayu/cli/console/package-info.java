/** Console output of commands: results on stdout, everything else on stderr. */
@NullMarked
package io.kuayu.cli.console;

import org.jspecify.annotations.NullMarked;

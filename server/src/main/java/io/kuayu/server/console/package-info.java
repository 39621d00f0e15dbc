/** The web pages of the console. */
@NullMarked
package io.kuayu.server.console;

import org.jspecify.annotations.NullMarked;

/** The pages in the browser. */
@NullMarked
package io.kuayu.server.console;

import org.jspecify.annotations.NullMarked;

/** Commands that run the server, manage its keys and verify its audit log. */
@NullMarked
package io.kuayu.cli.command.server;

import org.jspecify.annotations.NullMarked;

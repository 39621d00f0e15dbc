/** Limits, deadlines and framing checks of connections, and TLS. */
@NullMarked
package io.kuayu.server.connection;

import org.jspecify.annotations.NullMarked;

/** The endpoint for agents: the Model Context Protocol over stateless HTTP. */
@NullMarked
package io.kuayu.server.mcp;

import org.jspecify.annotations.NullMarked;

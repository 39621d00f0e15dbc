package io.kuayu.server;

import io.kuayu.server.access.TokenSettings;
import io.kuayu.server.web.Limits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param host the address that it is bound to; one of this machine alone unless keys exist
 * @param port 0 for any free one
 * @param store where events and items are kept
 * @param access the folder of keys and of the audit log
 * @param tokens whose tokens are accepted, where any are
 * @param limits of requests
 */
public record ServerSettings(
    String host,
    int port,
    StoreSettings store,
    Path access,
    Optional<TokenSettings> tokens,
    Limits limits) {
  public static final String LOOPBACK = "127.0.0.1";
  public static final int PORT = 8080;
}

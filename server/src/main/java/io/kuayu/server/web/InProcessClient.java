package io.kuayu.server.web;

import io.kuayu.server.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls routes within this process, with all rights. Calls bypass the network, metrics and rate
 * limits.
 */
public final class InProcessClient {
  private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");

  private final Routes routes;

  public InProcessClient(List<Route> routes) {
    this.routes = new Routes(routes, Optional.empty());
  }

  /**
   * The answer of a route.
   *
   * @param path encoded, as in the first line of a request
   * @param query the part after the question mark
   * @param body of JSON; may be empty
   */
  public Reply ask(String method, String path, String query, String body) {
    Routes.Match match = routes.find(method, path);
    return match
        .route()
        .handler()
        .answer(
            new Call(
                match.route(),
                match.path(),
                QueryString.parse(query),
                HEADERS,
                body.getBytes(StandardCharsets.UTF_8),
                Caller.LOCAL,
                "warm-up",
                Work.UNLIMITED));
  }
}

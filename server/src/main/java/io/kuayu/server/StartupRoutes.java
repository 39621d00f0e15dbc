package io.kuayu.server;

import io.kuayu.application.serving.StartupStep;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a server answers before its corpus is open: that it lives, and what it is doing. */
final class StartupRoutes {
  private static final String RETRY_AFTER_SECONDS = "5";

  private StartupRoutes() {}

  static List<Route> of(Supplier<StartupStep> step) {
    return List.of(
        Route.open("GET", "/health/live", _ -> Reply.ok(HttpJson.object().put("status", "live"))),
        Route.open("GET", "/health/ready", _ -> notReady(step)));
  }

  /** Every other path, whatever the method. */
  static Route rest(Supplier<StartupStep> step) {
    return Route.open(Route.ANY, "/{path}", _ -> notReady(step)).withParameters(Route.ANY);
  }

  private static Reply notReady(Supplier<StartupStep> step) {
    throw new HttpProblem(
        ProblemCode.NOT_READY, step.get().told(), Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }
}

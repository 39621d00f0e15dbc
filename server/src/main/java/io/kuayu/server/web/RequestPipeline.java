package io.kuayu.server.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.kuayu.application.settings.RequestLimits;
import io.kuayu.core.KuayuException;
import io.kuayu.server.access.Authenticator;
import io.kuayu.server.access.Caller;
import io.kuayu.server.access.DenialLog;
import io.kuayu.server.connection.BodyTooLong;
import io.kuayu.server.connection.ConnectionGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles every request: assigns an id, finds the route, authenticates the caller, applies the
 * limits and turns the result or failure into one response. Logs nothing that may identify a user.
 */
public final class RequestPipeline implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);

  /** Bytes of a body that count as one unit of work, that of an ordinary question. */
  private static final double BYTES_PER_UNIT = 4_096;

  private static final byte[] NOTHING = {};
  private static final Caller ANYBODY = new Caller(DenialLog.ANYBODY, Set.of());
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final Routes routes;
  private final Authenticator authenticator;
  private final DenialLog denials;
  private final RequestLimits limits;
  private final ServerMetrics metrics;
  private final RateLimiter rateLimiter;
  private final WorkBudget budget;
  private final StoreHealth stores;
  private final ConnectionGuard connections;

  /**
   * @param pages answers GET on every path that no route has
   * @param health told of what fails
   * @param connections of the requests
   */
  public RequestPipeline(
      List<Route> routes,
      Route pages,
      Authenticator authenticator,
      DenialLog denials,
      RequestLimits limits,
      ServerMetrics metrics,
      ServerHealth health,
      ConnectionGuard connections) {
    this.routes = new Routes(routes, Optional.of(pages));
    this.authenticator = authenticator;
    this.denials = denials;
    this.limits = limits;
    this.metrics = metrics;
    rateLimiter = new RateLimiter(limits.requestsPerSecond(), limits.burst());
    budget = new WorkBudget(limits, health.overload());
    stores = health.stores();
    this.connections = connections;
  }

  /** Requests that are worked on now. */
  public int running() {
    return budget.running();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long start = System.nanoTime();
    String method = request.prologue().method().text();
    String requestId = RequestIds.of(request.headers().first(HeaderNames.create("X-Request-Id")));
    String pattern = "none";
    Route.ProblemForm form = Reply::problem;
    Reply reply;
    boolean isBodyRead = false;
    boolean isAllTold = false;
    boolean isFramed = true;
    try {
      checkLength(request);
      Routes.Match match = routes.find(method, request.prologue().uriPath().rawPath());
      pattern = match.route().pattern();
      form = match.route().problems();
      IncomingRequest incoming = IncomingRequest.of(request);
      Caller caller = authorise(match.route(), incoming, requestId);
      isAllTold = !caller.name().equals(DenialLog.ANYBODY) && !caller.isLimited();
      match.route().checkParameters(incoming.query().keySet());
      String name = bucket(Optional.of(caller), incoming);
      try (WorkBudget.Place _ = enter(match.route(), name, request, incoming)) {
        byte[] body = match.route().takesBody() ? body(request, match.route(), incoming) : NOTHING;
        isBodyRead = match.route().takesBody() || !request.content().hasEntity();
        reply =
            execute(
                new Call(
                    match.route(),
                    match.path(),
                    incoming.query(),
                    incoming.headers(),
                    body,
                    caller,
                    requestId,
                    budget.of(name)));
      }
    } catch (HttpProblem problem) {
      isFramed = problem.code() != ProblemCode.BAD_REQUEST;
      reply = form.reply(problem, requestId);
    } catch (KuayuException failure) {
      stores.failed(failure);
      HttpProblem problem = HttpProblem.of(failure, isAllTold);
      if (problem.isOfServer()) {
        LOG.warn(
            "request {} failed: {} [{}]", requestId, failure.getMessage(), failure.code().text());
      }
      reply = form.reply(problem, requestId);
    } catch (RuntimeException | StackOverflowError failure) {
      if (failure instanceof UncheckedIOException) {
        stores.failed();
      }
      // The message may contain data of the request: only class and stack trace are logged.
      LOG.error("request {} failed: {}", requestId, stackTrace(failure));
      reply =
          form.reply(
              new HttpProblem(ProblemCode.INTERNAL, "look for the request's id in the log"),
              requestId);
    }
    send(response, reply, requestId, isBodyRead, method.equals("HEAD"));
    metrics.request(
        knownMethod(method), pattern, reply.status(), Duration.ofNanos(System.nanoTime() - start));
    if (!isBodyRead && isFramed) {
      UnreadBody.discard(request);
    }
    if (isConnectionClosed(request, isBodyRead)) {
      throw new CloseConnectionException("it was asked for, and what came is read");
    }
  }

  /**
   * Whether the connection closes after this response: Helidon sends the header but leaves closing
   * to the client. The rest of an unread body must not be parsed as a request.
   */
  private static boolean isConnectionClosed(ServerRequest request, boolean isBodyRead) {
    return !isBodyRead
        || request
            .headers()
            .first(HeaderNames.CONNECTION)
            .filter(value -> value.equalsIgnoreCase("close"))
            .isPresent();
  }

  /**
   * Refuses ambiguous body lengths, which a proxy could read in another way (request smuggling).
   */
  private static void checkLength(ServerRequest request) {
    if (!request.headers().contains(HeaderNames.CONTENT_LENGTH)) {
      return;
    }
    List<String> lengths = request.headers().get(HeaderNames.CONTENT_LENGTH).allValues();
    if (lengths.size() > 1
        || !LENGTH.matcher(lengths.getFirst()).matches()
        || request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      throw new HttpProblem(
          ProblemCode.BAD_REQUEST, "the length of the body is told twice or is none");
    }
  }

  private Caller authorise(Route route, IncomingRequest incoming, String requestId) {
    if (authenticator.isOpen()) {
      incoming.requireLocalHost();
    }
    incoming.requireSameOrigin();
    Optional<Caller> caller =
        authenticator.caller(incoming.header("authorization"), incoming.header("x-api-key"));
    double wait = rateLimiter.take(bucket(caller, incoming));
    if (wait > 0) {
      throw new HttpProblem(
          ProblemCode.RATE_LIMITED,
          "at most " + limits.requestsPerSecond() + " requests a second are answered to a caller",
          Map.of("Retry-After", Long.toString((long) Math.ceil(wait))));
    }
    if (route.open()) {
      return caller.orElse(ANYBODY);
    }
    if (caller.isEmpty()) {
      recordDenial(
          DenialLog.ANYBODY, incoming.address(), route, requestId, ProblemCode.UNAUTHENTICATED);
      throw new HttpProblem(
          ProblemCode.UNAUTHENTICATED,
          "present a valid key as 'Authorization: Bearer kuayu_…' or 'X-API-Key: kuayu_…'",
          Map.of("WWW-Authenticate", "Bearer realm=\"kuayu\""));
    }
    if (route.role().isPresent() && !caller.get().has(route.role().get())) {
      recordDenial(
          caller.get().name(), incoming.address(), route, requestId, ProblemCode.FORBIDDEN);
      throw new HttpProblem(
          ProblemCode.FORBIDDEN, "this needs the role " + route.role().get().written());
    }
    return caller.get();
  }

  /** Unauthenticated callers share a bucket per address, which slows down guessing of keys. */
  private static String bucket(Optional<Caller> caller, IncomingRequest incoming) {
    return caller
        .filter(known -> !known.equals(Caller.LOCAL) && !known.equals(ANYBODY))
        .map(Caller::name)
        .orElse(incoming.address());
  }

  /** Takes a place before the body is read; what tells the server's state needs none. */
  private WorkBudget.Place enter(
      Route route, String caller, ServerRequest request, IncomingRequest incoming) {
    if (route.open()) {
      return () -> {};
    }
    boolean hasBody = route.takesBody() && request.content().hasEntity();
    int maxBytes = maxBytes(route, incoming);
    long announced = request.headers().contentLength().orElse(maxBytes);
    return budget.enter(
        caller, hasBody ? Math.min(announced, maxBytes) : 0, maxBytes > limits.bodyBytes());
  }

  private Reply execute(Call call) {
    try {
      double units = call.body().length / BYTES_PER_UNIT;
      Reply reply =
          units > WorkBudget.LIGHT_UNITS
              ? call.work().run(units, () -> call.route().handler().answer(call))
              : call.route().handler().answer(call);
      if (call.route().writes()) {
        stores.succeeded();
      }
      return reply;
    } catch (HttpProblem problem) {
      if (problem.code() == ProblemCode.FORBIDDEN) {
        recordDenial(
            call.caller().name(), "", call.route(), call.requestId(), ProblemCode.FORBIDDEN);
      }
      throw problem;
    }
  }

  private void recordDenial(
      String actor, String address, Route route, String requestId, ProblemCode code) {
    denials.record(
        actor, address, route.method() + " " + route.pattern(), code.written(), requestId);
  }

  private int maxBytes(Route route, IncomingRequest incoming) {
    return route.bulk() && incoming.isLines() ? limits.bulkBytes() : limits.bodyBytes();
  }

  private byte[] body(ServerRequest request, Route route, IncomingRequest incoming) {
    int maxBytes = maxBytes(route, incoming);
    long announced = request.headers().contentLength().orElse(-1);
    if (announced > maxBytes) {
      throw tooLarge(maxBytes);
    }
    if (!request.content().hasEntity()) {
      return NOTHING;
    }
    connections.limitBody(request.remotePeer().address(), maxBytes);
    byte[] body = read(request, maxBytes);
    if (body.length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return body;
  }

  private static byte[] read(ServerRequest request, int maxBytes) {
    try (InputStream stream = request.content().inputStream()) {
      return stream.readNBytes(maxBytes + 1);
    } catch (BodyTooLong e) {
      throw tooLarge(maxBytes);
    } catch (IOException | RuntimeException e) {
      throw new HttpProblem(
          ProblemCode.BAD_REQUEST, "the body ends before its end, or its parts are none");
    }
  }

  private static HttpProblem tooLarge(int maxBytes) {
    return new HttpProblem(ProblemCode.TOO_LARGE, "at most " + maxBytes + " bytes are read");
  }

  private static void send(
      ServerResponse response,
      Reply reply,
      String requestId,
      boolean isBodyRead,
      boolean headOnly) {
    response.status(Status.create(reply.status()));
    response.header("Content-Type", reply.type());
    response.header("X-Request-Id", requestId);
    response.header("X-Content-Type-Options", "nosniff");
    if (!reply.headers().containsKey("Cache-Control")) {
      response.header("Cache-Control", "no-store");
    }
    reply.headers().forEach((name, value) -> response.header(name, value));
    if (!isBodyRead) {
      // The rest of the body is not read.
      response.header("Connection", "close");
    }
    try {
      response.send(headOnly ? NOTHING : reply.body());
    } catch (UncheckedIOException e) {
      throw new CloseConnectionException("nobody waits for the response", e);
    }
  }

  private static String knownMethod(String method) {
    return List.of("GET", "HEAD", "POST", "PUT", "DELETE").contains(method) ? method : "OTHER";
  }

  private static String stackTrace(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getClass().getName());
    List<StackTraceElement> frames = new ArrayList<>(List.of(failure.getStackTrace()));
    frames.stream().limit(12).forEach(frame -> text.append("\n  at ").append(frame));
    return text.toString();
  }
}

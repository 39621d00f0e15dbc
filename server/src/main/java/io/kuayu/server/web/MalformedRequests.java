package io.kuayu.server.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.Optional;

/**
 * Answers input that cannot be parsed as a request, such as an invalid header or an overlong URL.
 * The answer is a problem document that repeats nothing of the input.
 */
public final class MalformedRequests implements DirectHandler {
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int VERSION = 505;

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    String requestId = RequestIds.of(Optional.empty());
    Reply reply = Reply.problem(new HttpProblem(code(status.code()), detail(status)), requestId);
    headers.set(HeaderNames.CONTENT_TYPE, reply.type());
    headers.set(HeaderNames.create("X-Request-Id"), requestId);
    headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    headers.set(HeaderNames.CACHE_CONTROL, "no-store");
    return TransportResponse.builder()
        .status(Status.create(reply.status()))
        .headers(headers)
        .keepAlive(false)
        .entity(reply.body())
        .build();
  }

  private static ProblemCode code(int status) {
    if (status >= FIRST_SERVER_ERROR && status != VERSION) {
      return ProblemCode.INTERNAL;
    }
    return switch (status) {
      case 413 -> ProblemCode.TOO_LARGE;
      case 414 -> ProblemCode.ADDRESS_TOO_LONG;
      default -> ProblemCode.BAD_REQUEST;
    };
  }

  private static String detail(Status status) {
    return "it was refused before it was read whole (" + status.code() + ")";
  }
}

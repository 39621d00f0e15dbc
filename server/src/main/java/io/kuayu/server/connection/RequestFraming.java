package io.kuayu.server.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.util.List;

/**
 * Refuses requests whose end is told by anything but one {@code Content-Length} or one {@code
 * Transfer-Encoding: chunked} (RFC 9112, 6.1): what a proxy takes for a body must not be taken for
 * the next request here.
 */
final class RequestFraming {
  private static final List<String> CHUNKED = List.of("chunked");

  private RequestFraming() {}

  /**
   * Checks the headers before anything behind them is read.
   *
   * @throws RequestException status 400; the connection closes
   */
  static void check(Headers headers) {
    if (!headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      return;
    }
    if (!headers.get(HeaderNames.TRANSFER_ENCODING).allValues().equals(CHUNKED)
        || headers.contains(HeaderNames.CONTENT_LENGTH)) {
      throw RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .status(Status.BAD_REQUEST_400)
          .setKeepAlive(false)
          .message("the length of the body is told twice or in an unknown way")
          .build();
    }
  }
}

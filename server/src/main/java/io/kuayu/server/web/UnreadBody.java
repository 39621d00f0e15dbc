package io.kuayu.server.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Discards the unread rest of a request body. */
final class UnreadBody {
  /** Maximum time spent reading an unread body, so that the client receives the response. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  private static final int BUFFER_BYTES = 1 << 16;

  private UnreadBody() {}

  /**
   * Continues to read for a bounded time after the response was sent. A connection that is closed
   * while bytes arrive is reset, and the caller would lose the response with the error.
   */
  static void discard(ServerRequest request) {
    if (!request.content().hasEntity() || request.headers().contains(HeaderNames.EXPECT)) {
      // A client that asks first whether to send has sent nothing yet.
      return;
    }
    Thread reading = Thread.startVirtualThread(() -> readToEnd(request));
    try {
      reading.join(MAX_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readToEnd(ServerRequest request) {
    byte[] piece = new byte[BUFFER_BYTES];
    try (InputStream stream = request.content().inputStream()) {
      while (stream.read(piece) >= 0) {
        // The body is discarded.
      }
    } catch (IOException | RuntimeException e) {
      // Already read, aborted, or closed after the time limit.
    }
  }
}

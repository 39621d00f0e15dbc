package io.kuayu.server.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What is left of a body that nobody wants. */
final class UnreadBody {
  /** At most so much of an unread body is read, so that the client receives the response. */
  private static final Duration MAX_BYTES = Duration.ofSeconds(2);

  private static final int BUFFER_BYTES = 1 << 16;

  private UnreadBody() {}

  /**
   * Reads on after the answer was sent, for a bounded time: a connection that is closed while bytes
   * come in is reset, and callers then lose the answer that tells them what was wrong.
   */
  static void discard(ServerRequest request) {
    if (!request.content().hasEntity() || request.headers().contains(HeaderNames.EXPECT)) {
      // Who asks first whether to send has sent nothing.
      return;
    }
    Thread reading = Thread.startVirtualThread(() -> readToEnd(request));
    try {
      reading.join(MAX_BYTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readToEnd(ServerRequest request) {
    byte[] piece = new byte[BUFFER_BYTES];
    try (InputStream stream = request.content().inputStream()) {
      while (stream.read(piece) >= 0) {
        // Nobody wants it.
      }
    } catch (IOException | RuntimeException e) {
      // Read before, broken off, or the time is over and the connection was closed.
    }
  }
}

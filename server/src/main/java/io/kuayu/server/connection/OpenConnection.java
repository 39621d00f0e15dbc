package io.kuayu.server.connection;

import io.kuayu.application.settings.ConnectionSettings;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection and the deadline of what it is waiting for. One thread reads; any thread may close
 * it.
 */
final class OpenConnection {
  private static final int BODY_UNIT = 1 << 20;

  /** Chunk sizes and line ends may take as many bytes as the body itself, and some more. */
  private static final int FRAMING_FACTOR = 2;

  private static final int FRAMING_BYTES = 1 << 16;

  /**
   * Bytes of a body after which others have their turn: a virtual thread that never waits for bytes
   * would keep its processor.
   */
  private static final int FAIR_BYTES = 1 << 16;

  /** What the connection does. */
  private enum Phase {
    /** Accepted; nothing was read. */
    NEW,
    /** Waits for the next request. */
    IDLE,
    /** Reads the first line and the headers. */
    HEAD,
    /** Reads a body, or the server is working on the request. */
    WORK,
    /** Sends a response. */
    RESPONSE
  }

  private final SocketChannel channel;
  private final ConnectionSettings settings;
  private final long opened = System.nanoTime();
  private volatile Phase phase = Phase.NEW;
  private volatile boolean isTimed = true;
  private volatile long deadline;
  private volatile long maxBodyBytes = Long.MAX_VALUE;
  private long bodyBegin;
  private long bodyBytes;

  OpenConnection(SocketChannel channel, ConnectionSettings settings) {
    this.channel = channel;
    this.settings = settings;
    deadline = opened + settings.headerTimeout().toNanos();
  }

  /** Reads what comes next and keeps the deadline of the phase meanwhile. */
  @SuppressWarnings("ThreadPriorityCheck")
  byte @Nullable [] read(Supplier<byte @Nullable []> source) {
    if (phase == Phase.RESPONSE) {
      enter(Phase.IDLE, settings.idleTimeout());
    } else if (phase == Phase.WORK) {
      awaitBody();
    }
    byte[] bytes = source.get();
    if (bytes == null) {
      return null;
    }
    switch (phase) {
      case NEW, IDLE -> enter(Phase.HEAD, settings.headerTimeout());
      case WORK -> {
        isTimed = false;
        long before = bodyBytes / FAIR_BYTES;
        bodyBytes += bytes.length;
        if (bodyBytes > maxBodyBytes) {
          throw new BodyTooLong();
        }
        if (bodyBytes / FAIR_BYTES > before) {
          // A virtual thread that reads a large body never yields by itself.
          Thread.yield();
        }
      }
      case HEAD, RESPONSE -> {
        // The deadline stays.
      }
    }
    return bytes;
  }

  private void awaitBody() {
    long now = System.nanoTime();
    if (bodyBytes == 0) {
      bodyBegin = now;
    }
    // A slow sender gets more time only for what it has sent.
    deadline = bodyBegin + settings.bodyTimeout().toNanos() * (1 + bodyBytes / BODY_UNIT);
    isTimed = true;
  }

  /** The first line is read. */
  void beginHead() {
    if (phase != Phase.HEAD) {
      enter(Phase.HEAD, settings.headerTimeout());
    }
  }

  /** The headers are read. */
  void beginWork() {
    isTimed = false;
    bodyBytes = 0;
    maxBodyBytes = Long.MAX_VALUE;
    phase = Phase.WORK;
  }

  /** A response is about to be sent. */
  void beginResponse() {
    enter(Phase.RESPONSE, settings.idleTimeout());
  }

  /** The largest body of the current request. */
  void limitBody(long bytes) {
    maxBodyBytes = FRAMING_FACTOR * bytes + FRAMING_BYTES;
  }

  private void enter(Phase next, Duration timeout) {
    deadline = System.nanoTime() + timeout.toNanos();
    phase = next;
    isTimed = true;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  boolean isLate(long now) {
    return isTimed && now - deadline > 0;
  }

  /** Whether no request has begun that would be lost with the connection. */
  boolean isWithoutRequest() {
    return phase == Phase.NEW || phase == Phase.IDLE || phase == Phase.HEAD;
  }

  /** Order in which connections give way: those that never completed a request first. */
  int rank() {
    return phase == Phase.IDLE ? 1 : 0;
  }

  long deadline() {
    return deadline;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more either way.
      assert !channel.isOpen();
    }
  }
}

package io.kuayu.server.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.kuayu.application.settings.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the connections of a server and closes those that let it wait. Helidon accepts any number
 * and waits for ever; it releases no place of its own limit when a TLS handshake fails.
 *
 * <p>A thread looks at all deadlines ten times a second. Closing the channel ends every read or
 * write that waits on it, a TLS handshake too.
 */
public final class ConnectionGuard implements ServerConnectionSelector, AutoCloseable {
  private static final long TICK_NANOSECONDS = 100_000_000;
  private static final byte[] FULL =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final ConnectionSettings settings;
  private final boolean isPlain;
  private final Http1ConnectionSelector http;
  private final Map<SocketAddress, OpenConnection> connections = new ConcurrentHashMap<>();
  private final Thread watch;
  private volatile boolean isDraining;
  private volatile boolean isClosed;

  /**
   * Starts to watch.
   *
   * @param isPlain whether a response can be written before a TLS handshake
   * @param maxAddressLength of the first line of a request
   */
  public ConnectionGuard(ConnectionSettings settings, boolean isPlain, int maxAddressLength) {
    this.settings = settings;
    this.isPlain = isPlain;
    http =
        Http1ConnectionSelector.builder()
            .config(
                Http1Config.builder()
                    .maxPrologueLength(maxAddressLength)
                    .addReceiveListener(new Requests())
                    .addSendListener(new Responses())
                    .build())
            .build();
    watch = Thread.ofPlatform().daemon().name("connections").start(this::watch);
  }

  /** Takes a new connection in, or refuses it by an exception. */
  void accept(SocketChannel channel) {
    if (isDraining) {
      throw new CloseConnectionException("the server ends");
    }
    if (connections.size() >= settings.max() && !makeRoom()) {
      refuse(channel);
      throw new CloseConnectionException("there are " + settings.max() + " connections already");
    }
    connections.put(remote(channel), new OpenConnection(channel, settings));
  }

  private boolean makeRoom() {
    connections.values().removeIf(connection -> !connection.isOpen());
    if (connections.size() < settings.max()) {
      return true;
    }
    Optional<OpenConnection> longest =
        connections.values().stream()
            .filter(OpenConnection::isWithoutRequest)
            .min(
                Comparator.comparingInt(OpenConnection::rank)
                    .thenComparingLong(OpenConnection::deadline));
    longest.ifPresent(OpenConnection::close);
    connections.values().removeIf(connection -> !connection.isOpen());
    return longest.isPresent();
  }

  private void refuse(SocketChannel channel) {
    if (isPlain) {
      try {
        var _ = channel.write(ByteBuffer.wrap(FULL));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The number of connections that are open. */
  public int count() {
    return (int) connections.values().stream().filter(OpenConnection::isOpen).count();
  }

  /** Bounds the bytes that are read for the current request of a peer. */
  public void limitBody(SocketAddress peer, long bytes) {
    OpenConnection connection = connections.get(peer);
    if (connection != null) {
      connection.limitBody(bytes);
    }
  }

  /** Refuses new connections and closes those on which no request has begun. */
  public void drain() {
    isDraining = true;
    connections.values().stream()
        .filter(OpenConnection::isWithoutRequest)
        .forEach(OpenConnection::close);
  }

  private void watch() {
    while (!isClosed) {
      LockSupport.parkNanos(TICK_NANOSECONDS);
      long now = System.nanoTime();
      for (OpenConnection connection : connections.values()) {
        if (connection.isLate(now) || (isDraining && connection.isWithoutRequest())) {
          connection.close();
        }
      }
      connections.values().removeIf(connection -> !connection.isOpen());
    }
  }

  private static SocketAddress remote(SocketChannel channel) {
    try {
      return channel.getRemoteAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    // A channel that was closed meanwhile has no peer.
    SocketAddress peer = context.remotePeer().address();
    OpenConnection connection = peer == null ? null : connections.get(peer);
    if (connection == null) {
      throw new CloseConnectionException("it was closed meanwhile");
    }
    return http.connection(new GuardedContext(context, connection));
  }

  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(watch);
    connections.values().forEach(OpenConnection::close);
  }

  private static Optional<OpenConnection> of(ConnectionContext context) {
    return context instanceof GuardedContext guarded
        ? Optional.of(guarded.connection())
        : Optional.empty();
  }

  /** Follows what is received. */
  private static final class Requests implements Http1ConnectionListener {
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
      of(context).ifPresent(OpenConnection::beginHead);
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
      of(context).ifPresent(OpenConnection::beginWork);
      RequestFraming.check(headers);
    }
  }

  /** Follows what is sent. */
  private static final class Responses implements Http1ConnectionListener {
    @Override
    public void status(ConnectionContext context, Status status) {
      of(context).ifPresent(OpenConnection::beginResponse);
    }
  }
}

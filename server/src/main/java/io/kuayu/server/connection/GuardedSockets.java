package io.kuayu.server.connection;

import io.helidon.common.socket.SocketOptions;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Socket options that show each accepted connection to a {@link ConnectionGuard}. */
public final class GuardedSockets implements SocketOptions {
  private final SocketOptions options = SocketOptions.builder().build();
  private final ConnectionGuard guard;

  public GuardedSockets(ConnectionGuard guard) {
    this.guard = guard;
  }

  /** Helidon calls this for each accepted connection, and closes it if this throws. */
  @Override
  public void configureSocket(SocketChannel socket) {
    guard.accept(socket);
    options.configureSocket(socket);
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}

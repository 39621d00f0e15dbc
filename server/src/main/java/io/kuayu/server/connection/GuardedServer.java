package io.kuayu.server.connection;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.kuayu.application.settings.ServerSettings;
import java.util.Optional;

/** A listening web server whose connections are guarded and, if configured, encrypted. */
public final class GuardedServer implements AutoCloseable {
  private final WebServer web;
  private final ConnectionGuard guard;
  private final Optional<ServerCertificate> certificate;

  private GuardedServer(
      WebServer web, ConnectionGuard guard, Optional<ServerCertificate> certificate) {
    this.web = web;
    this.guard = guard;
    this.certificate = certificate;
  }

  /**
   * A server that does not listen yet.
   *
   * @param guard of the same settings; owned by the server from now on
   * @param certificate where it speaks HTTPS
   * @param front answers every request
   * @param unreadable answers what is no request
   */
  public static GuardedServer of(
      ServerSettings settings,
      ConnectionGuard guard,
      Optional<ServerCertificate> certificate,
      Handler front,
      DirectHandlers unreadable) {
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .shutdownGracePeriod(settings.connections().drain())
            .connectionOptions(new GuardedSockets(guard))
            .addConnectionSelector(guard)
            .directHandlers(unreadable)
            .routing((HttpRouting.Builder routing) -> routing.any(front));
    // With NIO, Helidon asks the name service for the name of each TLS client.
    certificate.ifPresent(some -> builder.tls(some.tls()).useNio(false));
    return new GuardedServer(builder.build(), guard, certificate);
  }

  /** Starts to listen; {@link #isRunning} tells whether it could. */
  public void start() {
    web.start();
    certificate.ifPresent(some -> some.follow(web));
  }

  public boolean isRunning() {
    return web.isRunning();
  }

  /** The port at which it listens. */
  public int port() {
    return web.port();
  }

  /** Answers the requests that have begun, within the drain time, and refuses all others. */
  @Override
  public void close() {
    certificate.ifPresent(ServerCertificate::close);
    guard.drain();
    web.stop();
    guard.close();
  }
}

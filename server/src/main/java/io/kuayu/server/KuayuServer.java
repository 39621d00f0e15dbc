package io.kuayu.server;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.kuayu.application.erasure.LearntData;
import io.kuayu.application.erasure.RunningData;
import io.kuayu.application.serving.LiveService;
import io.kuayu.application.serving.PreparedCorpus;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.server.access.Authenticator;
import io.kuayu.server.access.DenialLog;
import io.kuayu.server.access.TokenVerifier;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.ConsentEndpoints;
import io.kuayu.server.api.EventEndpoints;
import io.kuayu.server.api.ItemEndpoints;
import io.kuayu.server.api.MapEndpoints;
import io.kuayu.server.api.RecommendationEndpoints;
import io.kuayu.server.api.ReportEndpoints;
import io.kuayu.server.api.ServiceEndpoints;
import io.kuayu.server.api.UserEndpoints;
import io.kuayu.server.console.Pages;
import io.kuayu.server.web.InProcessClient;
import io.kuayu.server.web.MalformedRequests;
import io.kuayu.server.web.RequestPipeline;
import io.kuayu.server.web.Route;
import io.kuayu.server.web.ServerMetrics;
import io.kuayu.storage.access.KeyRing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A running server. It listens immediately, so that it can be monitored, and is ready when {@link
 * #activate} has warmed up a model.
 */
public final class KuayuServer implements AutoCloseable {
  /** Room for two ids and a filter with every character encoded. */
  private static final int MAX_ADDRESS_LENGTH = 16_384;

  private final LiveService live;
  private final DenialLog denials;
  private final ServerMetrics measurements;
  private final WebServer web;
  private final List<Route> routes;
  private final ApiServices service;
  private final Duration warmUp;

  private KuayuServer(
      LiveService live,
      DenialLog denials,
      ServerMetrics measurements,
      WebServer web,
      List<Route> routes,
      ApiServices service,
      Duration warmUp) {
    this.live = live;
    this.denials = denials;
    this.measurements = measurements;
    this.web = web;
    this.routes = routes;
    this.service = service;
    this.warmUp = warmUp;
  }

  /**
   * Loads the library classes that a start needs. Call it in the background while the start waits
   * for something else; it changes nothing.
   */
  public static void loadAhead() {
    var _ =
        WebServer.builder()
            .host(ServerSettings.LOOPBACK)
            .shutdownHook(false)
            .directHandlers(KuayuServer::unreadable)
            .routing((HttpRouting.Builder routing) -> routing.any((_, response) -> response.send()))
            .build();
  }

  /**
   * Starts a server without a model.
   *
   * @param prepared what was there before
   * @param bundles the folder of all models
   * @throws KuayuException if it would be reachable by other machines without a key
   */
  public static KuayuServer start(
      ServerSettings settings, PreparedCorpus prepared, Path bundles, Seed seed) {
    return start(
        settings, prepared, bundles, seed, PrivacyRules.NONE, RunningData.NoFolder.INSTANCE);
  }

  /**
   * As above, with pseudonyms for users and with files that hold their events.
   *
   * @param privacy of the users who are served; uses the user names of the interactions
   * @param learnt the files that an erasure has to change
   */
  public static KuayuServer start(
      ServerSettings settings,
      PreparedCorpus prepared,
      Path bundles,
      Seed seed,
      PrivacyRules privacy,
      LearntData learnt) {
    Authenticator authenticator =
        new Authenticator(
            KeyRing.in(settings.access()),
            settings.tokens().map(TokenVerifier::new),
            isLoopback(settings.host()));
    if (!authenticator.loopback()
        && authenticator.tokens().isEmpty()
        && authenticator.keys().keys().isEmpty()) {
      throw new KuayuException(
          ErrorCode.NO_KEY_FOR_PUBLIC_HOST,
          "without a key the server would be open to everybody at " + settings.host(),
          "make one first, as in: kuayu keys create --name ops --role admin");
    }
    LiveService live = LiveService.open(settings, prepared, bundles, seed, privacy, learnt);
    try {
      return start(settings, authenticator, live, bundles);
    } catch (RuntimeException failure) {
      live.close();
      throw failure;
    }
  }

  private static KuayuServer start(
      ServerSettings settings, Authenticator authenticator, LiveService live, Path bundles) {
    ServerMetrics measurements = new ServerMetrics();
    AtomicBoolean warm = new AtomicBoolean();
    measurements.gauge("kuayu.ready", () -> live.engine().isReady() && warm.get() ? 1 : 0);
    ApiServices service = new ApiServices(live, settings.limits(), measurements, warm);
    List<Route> routes = routes(service, bundles);
    DenialLog denials = new DenialLog(live.audit());
    RequestPipeline front =
        new RequestPipeline(
            routes, new Pages().route(), authenticator, denials, settings.limits(), measurements);
    WebServer web =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .addProtocol(Http1Config.builder().maxPrologueLength(MAX_ADDRESS_LENGTH).build())
            .directHandlers(KuayuServer::unreadable)
            .routing((HttpRouting.Builder routing) -> routing.any(front))
            .build();
    try {
      web.start();
    } catch (RuntimeException e) {
      denials.close();
      throw new KuayuException(
          ErrorCode.PORT_IN_USE,
          "the server cannot listen at " + settings.host() + ":" + settings.port(),
          "another process may have that port: choose one with --port");
    }
    return new KuayuServer(live, denials, measurements, web, routes, service, settings.warmUp());
  }

  private static List<Route> routes(ApiServices service, Path bundles) {
    return Stream.of(
            new RecommendationEndpoints(service).routes(),
            new EventEndpoints(service).routes(),
            new ItemEndpoints(service).routes(),
            new UserEndpoints(service).routes(),
            new ConsentEndpoints(service).routes(),
            new ServiceEndpoints(service).routes(),
            new MapEndpoints(service).routes(),
            new ReportEndpoints(bundles).routes())
        .flatMap(List::stream)
        .toList();
  }

  private static void unreadable(DirectHandlers.Builder handlers) {
    MalformedRequests handler = new MalformedRequests();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_ADDRESS, "there is no address " + host, "give one of this machine");
    }
  }

  /** Answers with that model from now on; the server is ready once the model is warmed up. */
  public void activate(Bundle bundle) {
    live.models().activate(bundle);
    if (!service.warm().get()) {
      ServerWarmUp.of(new InProcessClient(routes), live).run(warmUp);
      service.warm().set(true);
    }
  }

  /** Retries the erasures that an earlier run did not complete. */
  public void expectErasures() {
    live.privacy().retries().expect();
  }

  /** All routes except the pages of the console. */
  List<Route> routes() {
    return routes;
  }

  /** The address on which it listens. */
  public int port() {
    return web.port();
  }

  /** Completes running requests, then closes the stores. */
  @Override
  public void close() {
    web.stop();
    denials.close();
    live.close();
    measurements.close();
  }
}

package io.kuayu.server;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.kuayu.application.erasure.LearntData;
import io.kuayu.application.erasure.RunningData;
import io.kuayu.application.explain.ChatExplainer;
import io.kuayu.application.serving.LiveService;
import io.kuayu.application.serving.PreparedCorpus;
import io.kuayu.application.serving.StartupStep;
import io.kuayu.application.settings.ChatSettings;
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
import io.kuayu.server.connection.ConnectionGuard;
import io.kuayu.server.connection.GuardedServer;
import io.kuayu.server.connection.ServerCertificate;
import io.kuayu.server.console.Pages;
import io.kuayu.server.mcp.McpEndpoint;
import io.kuayu.server.web.InProcessClient;
import io.kuayu.server.web.MalformedRequests;
import io.kuayu.server.web.RequestPipeline;
import io.kuayu.server.web.Route;
import io.kuayu.server.web.ServerHealth;
import io.kuayu.server.web.ServerMetrics;
import io.kuayu.storage.access.KeyRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running server. It listens immediately, so that it can be monitored; {@link #open} gives it the
 * stores and people, and it is ready when {@link #activate} has warmed up a model.
 */
public final class KuayuServer implements AutoCloseable {
  /** Room for two ids and a filter with every character encoded. */
  private static final int MAX_ADDRESS_LENGTH = 16_384;

  private final ServerSettings settings;
  private final DenialLog denials;
  private final Authenticator authenticator;
  private final AtomicReference<StartupStep> step;
  private final AtomicReference<Handler> handler;
  private final ServerMetrics measurements = new ServerMetrics();
  private final ServerHealth health;
  private final ConnectionGuard guard;
  private final GuardedServer web;
  private @Nullable Opened opened;

  private KuayuServer(
      ServerSettings settings,
      Authenticator authenticator,
      Optional<ServerCertificate> certificate) {
    this.settings = settings;
    this.authenticator = authenticator;
    denials = new DenialLog(settings.auditLog());
    step = new AtomicReference<>(StartupStep.PREPARING);
    health = ServerHealth.of(settings);
    guard =
        new ConnectionGuard(settings.connections(), settings.tls().isEmpty(), MAX_ADDRESS_LENGTH);
    measurements.gauge("kuayu.connections", guard::count);
    handler =
        new AtomicReference<>(pipeline(StartupRoutes.of(step::get), StartupRoutes.rest(step::get)));
    web =
        GuardedServer.of(
            settings,
            guard,
            certificate,
            (request, response) -> handler.get().handle(request, response),
            unreadable());
  }

  private RequestPipeline pipeline(List<Route> routes, Route rest) {
    return new RequestPipeline(
        routes, rest, authenticator, denials, settings.limits(), measurements, health, guard);
  }

  /** What there is once the corpus and the stores are open. */
  private record Opened(LiveService live, ApiServices service, List<Route> routes) {}

  /**
   * Loads the library classes that a start needs. Call it in the background while the start waits
   * for something else; it changes nothing.
   */
  public static void loadAhead() {
    var _ =
        WebServer.builder()
            .host(ServerSettings.LOOPBACK)
            .shutdownHook(false)
            .directHandlers(unreadable())
            .routing((HttpRouting.Builder routing) -> routing.any((_, response) -> response.send()))
            .build();
  }

  /**
   * Starts a server without a model.
   *
   * @param prepared what was there before
   * @param bundles the folder of all models
   * @throws KuayuException if it would be reachable by other machines without a key, or cannot
   *     listen
   */
  public static KuayuServer start(
      ServerSettings settings, PreparedCorpus prepared, Path bundles, Seed seed) {
    return start(settings, prepared, bundles, seed, Optional.empty());
  }

  /**
   * As above, with a chat model.
   *
   * @param chat words explanations
   */
  public static KuayuServer start(
      ServerSettings settings,
      PreparedCorpus prepared,
      Path bundles,
      Seed seed,
      Optional<ChatSettings> chat) {
    KuayuServer server = listen(settings);
    try {
      server.open(prepared, bundles, seed, PrivacyRules.NONE, RunningData.NoFolder.INSTANCE, chat);
      return server;
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  /**
   * Starts to listen. Until {@link #open} the server answers {@code /health/live}; {@code
   * /health/ready} tells the step that it is at, and every other path answers 503.
   *
   * @throws KuayuException if it would be reachable by other machines without a key, or cannot
   *     listen
   */
  public static KuayuServer listen(ServerSettings settings) {
    Authenticator authenticator =
        new Authenticator(
            KeyRing.in(settings.access()),
            settings.tokens().map(TokenVerifier::new),
            ListenAddress.isLoopback(settings.host()));
    if (!authenticator.loopback()
        && authenticator.tokens().isEmpty()
        && authenticator.keys().keys().isEmpty()) {
      throw new KuayuException(
          ErrorCode.NO_KEY_FOR_PUBLIC_HOST,
          "without a key the server would be open to everybody at " + settings.host(),
          "make one first, as in: kuayu keys create --name ops --role admin");
    }
    ListenAddress.mustBeFree(settings.host(), settings.port());
    Optional<ServerCertificate> certificate = settings.tls().map(ServerCertificate::of);
    KuayuServer server = new KuayuServer(settings, authenticator, certificate);
    server.web.start();
    // Helidon logs a failure to bind and returns.
    if (!server.web.isRunning()) {
      server.close();
      throw ListenAddress.inUse(settings.host(), settings.port(), "the port was taken just now");
    }
    return server;
  }

  /** Tells callers which step of the start it is at, while it is not open. */
  public void tell(StartupStep now) {
    step.set(now);
  }

  /**
   * Opens the stores; every path answers from now on.
   *
   * @param prepared what was there before
   * @param bundles the folder of all models
   * @param privacy of the users who are served; uses the user names of the interactions
   * @param learnt the files that an erasure has to change
   * @param chat words explanations
   */
  public void open(
      PreparedCorpus prepared,
      Path bundles,
      Seed seed,
      PrivacyRules privacy,
      LearntData learnt,
      Optional<ChatSettings> chat) {
    LiveService live =
        LiveService.open(
            settings, prepared, bundles, seed, privacy, learnt, chat.map(this::explainer));
    AtomicBoolean warm = new AtomicBoolean();
    measurements.gauge("kuayu.ready", () -> live.engine().isReady() && warm.get() ? 1 : 0);
    ApiServices service = new ApiServices(live, settings.limits(), measurements, health, warm);
    List<Route> routes = new ArrayList<>(routes(service, bundles));
    if (settings.mcp()) {
      routes.addAll(new McpEndpoint(service, denials).routes());
    }
    opened = new Opened(live, service, List.copyOf(routes));
    RequestPipeline front = pipeline(routes, new Pages().route());
    measurements.gauge("kuayu.requests.running", front::running);
    handler.set(front);
  }

  private ChatExplainer explainer(ChatSettings chat) {
    return ChatExplainer.open(
        chat, outcome -> measurements.count("kuayu.explanations", "outcome", outcome.label(), 1));
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

  private static DirectHandlers unreadable() {
    MalformedRequests handler = new MalformedRequests();
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  /** Answers with that model from now on; the server is ready once the model is warmed up. */
  public void activate(Bundle bundle) {
    Opened now = opened();
    now.live().models().activate(bundle);
    if (!now.service().warm().get()) {
      ServerWarmUp.of(new InProcessClient(now.routes()), now.live()).run(settings.warmUp());
      now.service().warm().set(true);
    }
  }

  /** Retries the erasures that an earlier run did not complete. */
  public void expectErasures() {
    opened().live().privacy().retries().expect();
  }

  /** All routes except the pages of the console. */
  List<Route> routes() {
    return opened().routes();
  }

  private Opened opened() {
    return Objects.requireNonNull(opened, "the server is not open");
  }

  /** The address on which it listens. */
  public int port() {
    return web.port();
  }

  /** Completes running requests, then closes the stores. */
  @Override
  public void close() {
    web.close();
    denials.close();
    if (opened != null) {
      opened.live().close();
    }
    measurements.close();
  }
}

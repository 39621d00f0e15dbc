package io.kuayu.server;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.engine.LiveEngine;
import io.kuayu.models.bundle.Bundle;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.server.access.Doorkeeper;
import io.kuayu.server.access.KeyRing;
import io.kuayu.server.access.TokenVerifier;
import io.kuayu.server.api.ConsentPaths;
import io.kuayu.server.api.EventPaths;
import io.kuayu.server.api.ItemPaths;
import io.kuayu.server.api.KnownPeople;
import io.kuayu.server.api.MapPaths;
import io.kuayu.server.api.Models;
import io.kuayu.server.api.RecommendationPaths;
import io.kuayu.server.api.ReportPaths;
import io.kuayu.server.api.Service;
import io.kuayu.server.api.ServicePaths;
import io.kuayu.server.api.UserPaths;
import io.kuayu.server.audit.AuditLog;
import io.kuayu.server.console.Pages;
import io.kuayu.server.store.Stores;
import io.kuayu.server.web.Front;
import io.kuayu.server.web.Inside;
import io.kuayu.server.web.Measurements;
import io.kuayu.server.web.Route;
import io.kuayu.server.web.Unreadable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A running server. It listens at once, so that it can be watched, and is ready when {@link
 * #activate} has warmed a model up.
 */
public final class KuayuServer implements AutoCloseable {
  /** Two ids and a filter, every character of which is encoded. */
  private static final int LONGEST_ADDRESS = 16_384;

  private static final int WARM_UP_PEOPLE = 200;

  private final Stores stores;
  private final LiveEngine engine;
  private final Measurements measurements;
  private final WebServer web;
  private final Models models;
  private final List<Route> routes;
  private final Service service;
  private final Duration warmUp;

  private KuayuServer(
      Stores stores,
      LiveEngine engine,
      Measurements measurements,
      WebServer web,
      Models models,
      List<Route> routes,
      Service service,
      Duration warmUp) {
    this.stores = stores;
    this.engine = engine;
    this.measurements = measurements;
    this.web = web;
    this.models = models;
    this.routes = routes;
    this.service = service;
    this.warmUp = warmUp;
  }

  /**
   * Loads what a start needs of libraries. To be called aside while something else is waited for;
   * changes nothing.
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
   * @throws KuayuException where it would be open to others without a key
   */
  public static KuayuServer start(
      ServerSettings settings, Prepared prepared, Path bundles, Seed seed) {
    return start(settings, prepared, bundles, seed, PrivacyRules.NONE);
  }

  /**
   * As above, where people have other names inside than outside.
   *
   * @param privacy what holds where people come in; their names are those of the interactions
   */
  public static KuayuServer start(
      ServerSettings settings, Prepared prepared, Path bundles, Seed seed, PrivacyRules privacy) {
    Doorkeeper doorkeeper =
        new Doorkeeper(
            KeyRing.in(settings.access()),
            settings.tokens().map(TokenVerifier::new),
            isLoopback(settings.host()));
    if (!doorkeeper.loopback()
        && doorkeeper.tokens().isEmpty()
        && doorkeeper.keys().keys().isEmpty()) {
      throw new KuayuException(
          "without a key the server would be open to everybody at " + settings.host(),
          "make one first, as in: kuayu keys create --name ops --role admin");
    }
    AuditLog audit = AuditLog.in(settings.access());
    Stores stores = settings.store().open();
    try {
      return start(settings, doorkeeper, audit, stores, prepared, bundles, seed, privacy);
    } catch (RuntimeException failure) {
      stores.close();
      throw failure;
    }
  }

  private static KuayuServer start(
      ServerSettings settings,
      Doorkeeper doorkeeper,
      AuditLog audit,
      Stores stores,
      Prepared prepared,
      Path bundles,
      Seed seed,
      PrivacyRules privacy) {
    KnownPeople people =
        new KnownPeople(prepared.catalogue(), prepared.past(), stores, audit::pseudonym, privacy);
    LiveEngine engine = new LiveEngine(people, stores.items(), seed);
    Measurements measurements = new Measurements();
    AtomicBoolean warm = new AtomicBoolean();
    measurements.gauge("kuayu.ready", () -> engine.isReady() && warm.get() ? 1 : 0);
    Models models = new Models(bundles, engine, prepared.catalogue(), prepared.fingerprint());
    Service service =
        new Service(engine, people, models, audit, settings.limits(), measurements, warm);
    List<Route> routes = routes(service, bundles);
    Front front =
        new Front(routes, new Pages().route(), doorkeeper, audit, settings.limits(), measurements);
    WebServer web =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .addProtocol(Http1Config.builder().maxPrologueLength(LONGEST_ADDRESS).build())
            .directHandlers(KuayuServer::unreadable)
            .routing((HttpRouting.Builder routing) -> routing.any(front))
            .build();
    try {
      web.start();
    } catch (RuntimeException e) {
      engine.close();
      throw new KuayuException(
          "the server cannot listen at " + settings.host() + ":" + settings.port(),
          "another process may have that port: choose one with --port");
    }
    return new KuayuServer(
        stores, engine, measurements, web, models, routes, service, settings.warmUp());
  }

  private static List<Route> routes(Service service, Path bundles) {
    return Stream.of(
            new RecommendationPaths(service).routes(),
            new EventPaths(service).routes(),
            new ItemPaths(service).routes(),
            new UserPaths(service).routes(),
            new ConsentPaths(service).routes(),
            new ServicePaths(service).routes(),
            new MapPaths(service).routes(),
            new ReportPaths(bundles).routes())
        .flatMap(List::stream)
        .toList();
  }

  private static void unreadable(DirectHandlers.Builder handlers) {
    Unreadable handler = new Unreadable();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new KuayuException("there is no address " + host, "give one of this machine");
    }
  }

  /** Answers with that model from now on, and is ready when its answers come as quick as later. */
  public void activate(Bundle bundle) {
    models.activate(bundle);
    if (!service.warm().get()) {
      new WarmUp(
              new Inside(routes),
              engine.catalogue(),
              service.people().histories(WARM_UP_PEOPLE),
              service.people().ids(WARM_UP_PEOPLE))
          .run(warmUp);
      service.warm().set(true);
    }
  }

  /** What can be asked, but for the pages of the console. */
  List<Route> routes() {
    return routes;
  }

  /** Where it listens. */
  public int port() {
    return web.port();
  }

  /** Ends requests that have begun, then the stores. */
  @Override
  public void close() {
    web.stop();
    engine.close();
    stores.close();
    measurements.close();
  }
}

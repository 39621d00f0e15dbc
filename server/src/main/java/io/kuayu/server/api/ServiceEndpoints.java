package io.kuayu.server.api;

import io.kuayu.core.Catalogue;
import io.kuayu.engine.filter.AttributeIndex;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Manifest;
import io.kuayu.server.access.Caller;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Domains, models, the audit log, and operator endpoints. */
public final class ServiceEndpoints {
  private static final int MAX_ATTRIBUTES = 100;

  private final ApiServices service;
  private final String description = description();

  public ServiceEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(
        Route.known("GET", "/api/v1/domains", this::domains),
        Route.of("GET", "/api/v1/models", Role.READER, this::models),
        Route.of("POST", "/api/v1/models/{model}/activate", Role.TRAINER, this::activate),
        Route.of("GET", "/api/v1/audit", Role.AUDITOR, this::audit).withParameters("k"),
        Route.open("GET", "/health/live", _ -> Reply.ok(HttpJson.object().put("status", "live"))),
        Route.open("GET", "/health/ready", _ -> ready()),
        Route.known("GET", "/metrics", this::metrics),
        Route.open("GET", "/openapi.json", _ -> Reply.text("application/json", description)));
  }

  private Reply domains(Call call) {
    service.mustBeReady();
    Catalogue catalogue = service.engine().catalogue();
    ObjectNode answer = HttpJson.object();
    ArrayNode domains = answer.putArray("domains");
    for (String name : catalogue.domains()) {
      if (call.caller().hasAny(name)) {
        ObjectNode domain =
            domains
                .addObject()
                .put("domain", name)
                .put("items", catalogue.ordinals(catalogue.domain(name)).length);
        if (call.caller().has(Role.READER, name)) {
          AttributeIndex attributes = service.engine().attributes();
          ArrayNode names = domain.putArray("attributes");
          attributes.attributes(name).stream().limit(MAX_ATTRIBUTES).forEach(names::add);
          domain.put("filterExample", attributes.example(name));
        }
      }
    }
    return Reply.ok(answer);
  }

  private Reply models(Call call) {
    ObjectNode answer = HttpJson.object();
    answer.put("active", service.engine().isReady() ? service.engine().model() : "");
    ArrayNode models = answer.putArray("models");
    for (Bundle bundle : service.models().all()) {
      Manifest manifest = bundle.manifest();
      ObjectNode node = models.addObject();
      node.put("model", manifest.name());
      node.put("version", manifest.version());
      node.put("family", manifest.family());
      node.put("created", manifest.created());
      node.put("trainSeconds", manifest.trainSeconds());
      if (bundle.isFinal()) {
        node.put("final", true);
      }
      ObjectNode metrics = node.putObject("metrics");
      new TreeMap<>(manifest.metrics()).forEach(metrics::put);
    }
    return Reply.ok(answer);
  }

  private Reply activate(Call call) {
    call.mustHaveEverywhere(Role.TRAINER);
    JsonObjectReader body =
        call.body().length == 0 ? new JsonObjectReader(HttpJson.object(), "") : call.fields();
    Bundle bundle =
        service
            .models()
            .find(call.id("model"), body.optionalId("version"))
            .orElseThrow(() -> new HttpProblem(ProblemCode.UNKNOWN_MODEL, "see /api/v1/models"));
    service.live().activations().activate(ApiServices.actor(call), bundle);
    return Reply.ok(HttpJson.object().put("active", service.engine().model()));
  }

  private Reply audit(Call call) {
    call.mustHaveEverywhere(Role.AUDITOR);
    ObjectNode answer = HttpJson.object();
    ArrayNode entries = answer.putArray("entries");
    for (String line : service.audit().latest(new QueryParameters(call).k(service.limits().k()))) {
      entries.add(HttpJson.object(line.getBytes(StandardCharsets.UTF_8)));
    }
    return Reply.ok(answer);
  }

  private Reply ready() {
    service.mustBeWarm();
    service.health().mustBeGood();
    return Reply.ok(
        HttpJson.object().put("status", "ready").put("model", service.engine().model()));
  }

  private Reply metrics(Call call) {
    Caller caller = call.caller();
    return Reply.text(
        "text/plain; version=0.0.4; charset=utf-8",
        caller.isLimited()
            ? service.measurements().text(caller::hasAny)
            : service.measurements().text());
  }

  private static String description() {
    try (InputStream stream =
        Objects.requireNonNull(
            ServiceEndpoints.class.getResourceAsStream("/io/kuayu/server/openapi.json"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

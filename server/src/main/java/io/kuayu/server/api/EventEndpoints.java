package io.kuayu.server.api;

import io.kuayu.core.Event;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accepts one or more events. An event is on disk before it is acknowledged. If it is sent again
 * under the same {@code Idempotency-Key}, or with the same {@code id}, it is not stored again.
 */
public final class EventEndpoints {
  private static final String KEY = "idempotency-key";
  private static final List<String> FIELDS =
      List.of("user", "domain", "item", "type", "value", "timestamp", "id");

  private final ApiServices service;

  public EventEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(Route.of("POST", "/api/v1/events", Role.WRITER, this::post));
  }

  private Reply post(Call call) {
    service.mustBeReady();
    String type = call.header("content-type").orElse("application/json");
    if (type.startsWith("application/x-ndjson")) {
      return many(call);
    }
    if (!type.startsWith("application/json")) {
      throw new HttpProblem(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json or application/x-ndjson");
    }
    return one(call);
  }

  private Reply one(Call call) {
    StoredEvent event = read(call, call.fields(), call.header(KEY).orElse(""));
    boolean isNew = service.people().append(List.of(event)).getFirst();
    count(event, isNew);
    return Reply.json(
        isNew ? 201 : 200,
        HttpJson.object().put("stored", isNew ? 1 : 0).put("duplicates", isNew ? 0 : 1));
  }

  private Reply many(Call call) {
    String key = call.header(KEY).orElse("");
    List<StoredEvent> events = new ArrayList<>();
    List<ObjectNode> results = new ArrayList<>();
    List<ObjectNode> accepted = new ArrayList<>();
    int failed = 0;
    for (BodyLines.Line line : BodyLines.of(call.body())) {
      ObjectNode result = HttpJson.object().put("line", line.number());
      results.add(result);
      try {
        String own = key.isEmpty() ? "" : key + "\n" + line.number();
        events.add(read(call, JsonObjectReader.of(line.bytes()), own));
        accepted.add(result);
      } catch (HttpProblem problem) {
        failed++;
        result.put("status", "failed");
        result.put("code", problem.code().written());
        result.put("detail", problem.detail());
      }
    }
    List<Boolean> stored = service.people().append(events);
    int fresh = 0;
    for (int index = 0; index < stored.size(); index++) {
      boolean isNew = stored.get(index);
      fresh += isNew ? 1 : 0;
      accepted.get(index).put("status", isNew ? "stored" : "duplicate");
      count(events.get(index), isNew);
    }
    ObjectNode answer = HttpJson.object();
    answer.put("stored", fresh).put("duplicates", stored.size() - fresh).put("failed", failed);
    ArrayNode lines = answer.putArray("lines");
    results.forEach(lines::add);
    return Reply.ok(answer);
  }

  private StoredEvent read(Call call, JsonObjectReader fields, String key) {
    fields.rejectUnknown(FIELDS);
    String user = fields.id("user");
    Event event = RecommendationRequest.event(fields, System.currentTimeMillis() / 1000);
    String domain = event.item().domain();
    if (!service.domains().contains(domain)) {
      throw new HttpProblem(
          ProblemCode.NO_SUCH_DOMAIN, "the domains are " + String.join(", ", service.domains()));
    }
    call.mustHave(Role.WRITER, domain);
    if (!service.engine().offers(event.item())) {
      throw new HttpProblem(ProblemCode.NO_SUCH_ITEM, "put the item first, then post its events");
    }
    return new StoredEvent(name(call, fields.optionalId("id"), key), user, event);
  }

  /** Keys are scoped to the caller, so nobody can use another caller's key. */
  private static String name(Call call, Optional<String> id, String key) {
    String own = id.map(given -> "id\n" + given).orElse(key.isEmpty() ? "" : "key\n" + key);
    return own.isEmpty()
        ? UUID.randomUUID().toString()
        : call.caller().name() + "\n" + Ids.checked("Idempotency-Key", own);
  }

  private void count(StoredEvent event, boolean isNew) {
    if (isNew) {
      service.measurements().count("kuayu.events", "domain", event.event().item().domain(), 1);
    }
  }
}

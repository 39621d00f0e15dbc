package io.kuayu.server.api;

import io.kuayu.application.events.EventOutcome;
import io.kuayu.application.events.NewEvent;
import io.kuayu.core.Event;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accepts one or more events. An event is on disk before it is acknowledged. If it is sent again
 * under the same {@code Idempotency-Key}, or with the same {@code id}, it is not stored again;
 * another event under that key is refused.
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
    return List.of(Route.of("POST", "/api/v1/events", Role.WRITER, this::post).asBulk());
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
    NewEvent event = read(call, call.fields(), call.header(KEY).orElse(""));
    EventOutcome outcome = store(call, List.of(event)).getFirst();
    refusal(call, outcome)
        .ifPresent(
            problem -> {
              throw problem;
            });
    boolean isNew = outcome == EventOutcome.STORED;
    return Reply.json(
        isNew ? 201 : 200,
        HttpJson.object().put("stored", isNew ? 1 : 0).put("duplicates", isNew ? 0 : 1));
  }

  private Reply many(Call call) {
    String key = call.header(KEY).orElse("");
    List<NewEvent> events = new ArrayList<>();
    List<ObjectNode> lines = new ArrayList<>();
    ArrayNode results = HttpJson.array();
    for (BodyLines.Line line : BodyLines.of(call.body())) {
      ObjectNode result = results.addObject().put("line", line.number());
      try {
        String own = key.isEmpty() ? "" : key + "\n" + line.number();
        events.add(read(call, JsonObjectReader.ofLine(line.bytes()), own));
        lines.add(result);
      } catch (HttpProblem problem) {
        fail(result, problem);
      }
    }
    List<EventOutcome> outcomes = store(call, events);
    for (int index = 0; index < outcomes.size(); index++) {
      ObjectNode result = lines.get(index);
      EventOutcome outcome = outcomes.get(index);
      refusal(call, outcome)
          .ifPresentOrElse(
              problem -> fail(result, problem),
              () -> result.put("status", outcome == EventOutcome.STORED ? "stored" : "duplicate"));
    }
    int stored = Collections.frequency(outcomes, EventOutcome.STORED);
    int duplicates = Collections.frequency(outcomes, EventOutcome.DUPLICATE);
    ObjectNode answer = HttpJson.object();
    answer.put("stored", stored).put("duplicates", duplicates);
    answer.put("failed", results.size() - stored - duplicates);
    answer.set("lines", results);
    return Reply.ok(answer);
  }

  private static void fail(ObjectNode result, HttpProblem problem) {
    result.put("status", "failed");
    result.put("code", problem.code().written());
    result.put("detail", problem.detail());
  }

  private List<EventOutcome> store(Call call, List<NewEvent> events) {
    List<EventOutcome> outcomes =
        service.live().events().store(events, domain -> call.caller().has(Role.WRITER, domain));
    for (int index = 0; index < outcomes.size(); index++) {
      if (outcomes.get(index) == EventOutcome.STORED) {
        String domain = events.get(index).event().item().domain();
        service.measurements().count("kuayu.events", "domain", domain, 1);
      }
    }
    return outcomes;
  }

  private Optional<HttpProblem> refusal(Call call, EventOutcome outcome) {
    return switch (outcome) {
      case STORED, DUPLICATE -> Optional.empty();
      case CONFLICT ->
          Optional.of(
              new HttpProblem(
                  ProblemCode.KEY_REUSED,
                  "another event has this key: give each event a key of its own"));
      case IN_FUTURE ->
          Optional.of(
              new HttpProblem(
                  ProblemCode.BAD_PARAMETER,
                  "'timestamp' is more than "
                      + service.limits().clockSkew()
                      + " seconds later than now: send seconds since 1970, of a clock that is"
                      + " right"));
      case UNKNOWN_DOMAIN ->
          Optional.of(
              new HttpProblem(
                  ProblemCode.NO_SUCH_DOMAIN,
                  DomainScope.of(call.caller(), Role.WRITER, service).told()));
      case FORBIDDEN ->
          Optional.of(
              new HttpProblem(
                  ProblemCode.FORBIDDEN,
                  "the caller is no " + Role.WRITER.written() + " of the domain asked for"));
      case UNKNOWN_ITEM ->
          Optional.of(
              new HttpProblem(
                  ProblemCode.NO_SUCH_ITEM, "put the item first, then post its events"));
    };
  }

  private static NewEvent read(Call call, JsonObjectReader fields, String key) {
    fields.rejectUnknown(FIELDS);
    String user = fields.id("user");
    Event event = RecommendationRequest.event(fields, System.currentTimeMillis() / 1000);
    Optional<String> id = fields.optionalId("id");
    boolean keyOfRequest = id.isEmpty() && !key.isEmpty();
    return new NewEvent(key(call, id, key), keyOfRequest, user, event, fields.has("timestamp"));
  }

  /** Keys are scoped to the caller, so nobody can use another caller's key. */
  private static Optional<String> key(Call call, Optional<String> id, String key) {
    return id.map(given -> "id\n" + given)
        .or(() -> Optional.of(key).filter(given -> !given.isEmpty()).map(given -> "key\n" + given))
        .map(own -> call.caller().name() + "\n" + Ids.checked("Idempotency-Key", own));
  }
}

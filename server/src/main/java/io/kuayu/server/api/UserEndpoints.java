package io.kuayu.server.api;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is held about people, and its erasure. */
public final class UserEndpoints {
  private static final String USER = "/api/v1/users/{user}";

  private final ApiServices service;

  public UserEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/users", Role.PRIVACY_OFFICER, this::some),
        Route.of("GET", USER, Role.PRIVACY_OFFICER, this::export),
        Route.of("DELETE", USER, Role.PRIVACY_OFFICER, this::erase));
  }

  private Reply some(Call call) {
    call.mustHaveEverywhere(Role.PRIVACY_OFFICER);
    ObjectNode answer = HttpJson.object();
    ArrayNode users = answer.putArray("users");
    service.people().some(new QueryParameters(call).k(service.limits().k())).forEach(users::add);
    return Reply.ok(answer);
  }

  private Reply export(Call call) {
    call.mustHaveEverywhere(Role.PRIVACY_OFFICER);
    String user = call.id("user");
    List<StoredEvent> held = service.people().export(user);
    service.done(
        call,
        "user.export",
        Map.of(
            "user",
            service.audit().pseudonym(service.people().name(user)),
            "events",
            String.valueOf(held.size())));
    List<Decision> decisions = service.people().decisions(user);
    if (held.isEmpty() && decisions.isEmpty()) {
      throw new HttpProblem(ProblemCode.UNKNOWN_USER, "nothing is held about this user");
    }
    ObjectNode answer = HttpJson.object().put("user", user);
    ArrayNode events = answer.putArray("events");
    for (StoredEvent stored : held) {
      events.add(ResponseJson.event(stored.event(), title(stored.event())));
    }
    ArrayNode consents = answer.putArray("consents");
    decisions.forEach(decision -> consents.add(ResponseJson.decision(decision)));
    return Reply.ok(answer);
  }

  private Reply erase(Call call) {
    call.mustHaveEverywhere(Role.PRIVACY_OFFICER);
    String user = call.id("user");
    int decisions = service.people().decisions(user).size();
    boolean isLearntFrom = service.people().isInCorpus(user);
    long erased = service.people().erase(user);
    service.done(
        call,
        "user.erase",
        Map.of(
            "user",
            service.audit().pseudonym(service.people().name(user)),
            "events",
            String.valueOf(erased)));
    if (erased == 0 && decisions == 0) {
      throw new HttpProblem(ProblemCode.UNKNOWN_USER, "nothing is held about this user");
    }
    ObjectNode answer = HttpJson.object();
    answer.put("erasedEvents", erased).put("erasedConsents", decisions);
    // Weights hold traces until the next training; 'kuayu forget' counts what is counted anew.
    ArrayNode waiting = answer.putArray("waiting");
    if (isLearntFrom) {
      service
          .models()
          .all()
          .forEach(
              bundle -> waiting.add(bundle.manifest().name() + "/" + bundle.manifest().version()));
    }
    return Reply.ok(answer);
  }

  private String title(Event event) {
    if (!service.engine().isReady()) {
      return "";
    }
    Catalogue catalogue = service.engine().catalogue();
    var ordinal = catalogue.ordinal(event.item());
    return ordinal.isPresent() ? catalogue.item(ordinal.getAsInt()).title() : "";
  }
}

package io.kuayu.server.api;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.server.access.Role;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.Code;
import io.kuayu.server.web.Json;
import io.kuayu.server.web.Problem;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is held about people, and its erasure. */
public final class UserPaths {
  private static final String USER = "/api/v1/users/{user}";

  private final Service service;

  public UserPaths(Service service) {
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
    ObjectNode answer = Json.object();
    ArrayNode users = answer.putArray("users");
    service.people().some(new Parameters(call).k(service.limits().k())).forEach(users::add);
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
    if (held.isEmpty()) {
      throw new Problem(Code.UNKNOWN_USER, "nothing is held about this user");
    }
    ObjectNode answer = Json.object().put("user", user);
    ArrayNode events = answer.putArray("events");
    for (StoredEvent stored : held) {
      events.add(Shapes.event(stored.event(), title(stored.event())));
    }
    return Reply.ok(answer);
  }

  private Reply erase(Call call) {
    call.mustHaveEverywhere(Role.PRIVACY_OFFICER);
    String user = call.id("user");
    long erased = service.people().erase(user);
    service.done(
        call,
        "user.erase",
        Map.of(
            "user",
            service.audit().pseudonym(service.people().name(user)),
            "events",
            String.valueOf(erased)));
    if (erased == 0) {
      throw new Problem(Code.UNKNOWN_USER, "nothing is held about this user");
    }
    return Reply.ok(Json.object().put("erasedEvents", erased));
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

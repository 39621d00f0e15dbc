package io.kuayu.server.api;

import io.kuayu.application.erasure.ErasureRequest;
import io.kuayu.application.erasure.ErasureResult;
import io.kuayu.application.export.SubjectData;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stored data about users, and its erasure. */
public final class UserEndpoints {
  private static final String USER = "/api/v1/users/{user}";

  private final ApiServices service;

  public UserEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/users", Role.PRIVACY_OFFICER, this::some).withParameters("k"),
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
    SubjectData held = service.privacy().exports().export(ApiServices.actor(call), user);
    List<Event> all = new ArrayList<>(held.corpus());
    held.stored().forEach(stored -> all.add(stored.event()));
    if (all.isEmpty() && held.decisions().isEmpty() && held.friends().isEmpty()) {
      throw new HttpProblem(ProblemCode.UNKNOWN_USER, "nothing is held about this user");
    }
    // Stable sort: within one second, events of the corpus come first.
    all.sort(Comparator.comparingLong(Event::timestamp));
    ObjectNode answer = HttpJson.object().put("user", user);
    ArrayNode events = answer.putArray("events");
    all.forEach(event -> events.add(ResponseJson.event(event, title(event))));
    ArrayNode consents = answer.putArray("consents");
    held.decisions().forEach(decision -> consents.add(ResponseJson.decision(decision)));
    if (!held.friends().isEmpty()) {
      ArrayNode friends = answer.putArray("friends");
      held.friends().forEach(friends::add);
    }
    return Reply.ok(answer);
  }

  private Reply erase(Call call) {
    call.mustHaveEverywhere(Role.PRIVACY_OFFICER);
    String user = call.id("user");
    ErasureResult erased =
        service
            .privacy()
            .erasures()
            .erase(
                new ErasureRequest(service.people().resolve(user), false, ApiServices.actor(call)));
    if (!erased.pending().isEmpty()) {
      service.privacy().retries().expect();
    }
    if (!erased.hadSomething()) {
      throw new HttpProblem(ProblemCode.UNKNOWN_USER, "nothing is held about this user");
    }
    ObjectNode answer = HttpJson.object();
    answer
        .put("erasedEvents", erased.erased().storedEvents() + erased.erased().corpusEvents())
        .put("erasedConsents", erased.erased().consents());
    ArrayNode waiting = answer.putArray("waiting");
    service.models().versions(erased.waiting()).forEach(waiting::add);
    answer.set("receipt", HttpJson.object(erased.receipt().getBytes(StandardCharsets.UTF_8)));
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

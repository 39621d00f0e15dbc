package io.kuayu.server.api;

import io.kuayu.application.consent.ConsentRequest;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Consent of users to the use of their events. Changes take effect with the next request. */
public final class ConsentEndpoints {
  private static final String CONSENTS = "/api/v1/users/{user}/consents";
  private static final int MAX_DECISIONS = 1_000;

  private final ApiServices service;

  public ConsentEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", CONSENTS, Role.PRIVACY_OFFICER, this::show),
        Route.of("PUT", CONSENTS, Role.WRITER, this::decide));
  }

  private Reply show(Call call) {
    call.mustHaveEverywhere(Role.PRIVACY_OFFICER);
    String user = call.id("user");
    return Reply.ok(
        describe(user, service.privacy().consents().decisions(service.people().resolve(user))));
  }

  private Reply decide(Call call) {
    call.mustHaveEverywhere(Role.WRITER);
    String user = call.id("user");
    JsonObjectReader body = call.fields().rejectUnknown(List.of("consents"));
    List<Decision> decisions =
        body.objects("consents", MAX_DECISIONS, (fields, _) -> decision(fields));
    if (decisions.isEmpty()) {
      throw body.wrong("consents", "must hold at least one decision");
    }
    service
        .privacy()
        .consents()
        .decide(
            ApiServices.actor(call), ConsentRequest.of(service.people().resolve(user), decisions));
    // Returns no other decisions of the user, since a writer may not read them.
    return Reply.ok(describe(user, lasting(decisions)));
  }

  /** The last of several decisions on one question, in the order of the store. */
  private static List<Decision> lasting(List<Decision> decisions) {
    Map<List<String>, Decision> byQuestion = new LinkedHashMap<>();
    decisions.forEach(decision -> byQuestion.put(question(decision), decision));
    return byQuestion.values().stream()
        .sorted(
            Comparator.comparing(Decision::source)
                .thenComparing(Decision::target)
                .thenComparing(decision -> decision.purpose().written()))
        .toList();
  }

  private static List<String> question(Decision decision) {
    return List.of(decision.source(), decision.target(), decision.purpose().written());
  }

  private Decision decision(JsonObjectReader fields) {
    fields.rejectUnknown(List.of("from", "to", "purpose", "granted"));
    if (!fields.has("granted")) {
      throw fields.wrong("granted", "is missing");
    }
    String purpose = fields.text("purpose");
    return new Decision(
        domain(fields, "from"),
        domain(fields, "to"),
        Purpose.parse(purpose)
            .orElseThrow(() -> fields.wrong("purpose", "must be 'training' or 'personalisation'")),
        fields.flag("granted"));
  }

  private String domain(JsonObjectReader fields, String name) {
    String domain = fields.id(name);
    if (!service.domains().contains(domain)) {
      throw new HttpProblem(
          ProblemCode.NO_SUCH_DOMAIN, "the domains are " + String.join(", ", service.domains()));
    }
    return domain;
  }

  private ObjectNode describe(String user, List<Decision> decisions) {
    return ResponseJson.consents(user, service.people().policy(), decisions);
  }
}

package io.kuayu.server.api;

import io.kuayu.application.explain.WrittenJson;
import io.kuayu.application.recommend.RankQuery;
import io.kuayu.application.recommend.RecommendQuery;
import io.kuayu.application.recommend.RecommendResult;
import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.request.SeenItems;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists, scores, similar items and reasons. */
public final class RecommendationEndpoints {
  private final ApiServices service;

  public RecommendationEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/users/{user}/recommendations", Role.READER, this::forUser)
            .withParameters(
                "domains",
                "k",
                "explain",
                "filter",
                "diversity",
                "calibrated",
                "seen",
                "timestamp",
                RecommendationRequest.PROFILE),
        Route.of("POST", "/api/v1/recommendations", Role.READER, this::forBody),
        Route.of("POST", "/api/v1/rank", Role.READER, this::rank),
        Route.of("GET", "/api/v1/users/{user}/reasons", Role.READER, this::reasons)
            .withParameters("domain", "item", "timestamp"),
        Route.of(
                "GET",
                "/api/v1/users/{user}/recommendations/{domain}/{item}/reasons",
                Role.READER,
                this::reasonsOfPath)
            .withParameters("timestamp"),
        Route.of("GET", "/api/v1/domains/{domain}/items/{item}/similar", Role.READER, this::similar)
            .withParameters("domains", "k"));
  }

  private Reply forUser(Call call) {
    QueryParameters parameters = new QueryParameters(call);
    RerankingOptions arrangement =
        RerankingOptions.BY_SCORE
            .withDiversity(parameters.real("diversity", 0, 0, 1))
            .withCalibration(parameters.flag("calibrated"));
    CandidateRules rules =
        CandidateRules.NONE
            .withDomains(parameters.domains())
            .withFilter(
                RecommendationRequest.filter(call.parameter("filter").orElse(""), service.limits()))
            .withSeen(
                call.parameter("seen").map(RecommendationRequest::seen).orElse(SeenItems.EXCLUDE));
    PersonalRequest request =
        PersonalRequest.PLAIN
            .withMoment(parameters.timestamp())
            .withSize(parameters.k(service.limits().k()))
            .withRules(rules)
            .withReranking(arrangement)
            .withExplain(parameters.flag("explain"))
            .withBudget(service.limits().work().timeBudget());
    RecommendQuery query =
        new RecommendQuery(
            Optional.of(call.id("user")),
            RecommendationRequest.isPersonal(call.parameter(RecommendationRequest.PROFILE)),
            request);
    double cost = RequestCost.of(request, call.parameter("filter").orElse(""));
    return call.work().run(cost, () -> answer(call, query));
  }

  private Reply forBody(Call call) {
    JsonObjectReader body = call.fields();
    RecommendQuery query = RecommendationRequest.read(body, service.limits());
    double cost = RequestCost.of(query.request(), body.optionalText("filter").orElse(""));
    return call.work().run(cost, () -> answer(call, query));
  }

  private Reply answer(Call call, RecommendQuery query) {
    service.mustBeReady();
    PersonalRequest request = query.request();
    DomainScope scope = scope(call);
    Set<String> domains = scope.asked(request.rules().domains());
    scope.mustAllowItems(request);
    request
        .reranking()
        .quotas()
        .keySet()
        .forEach(domain -> scope.mustHave(domain, ProblemCode.NO_SUCH_DOMAIN));
    RecommendResult result =
        service
            .live()
            .recommendations()
            .recommend(
                new RecommendQuery(
                    query.user(),
                    query.personal(),
                    request.withRules(request.rules().withDomains(domains))));
    Answer answer = result.answer();
    List<String> notes =
        AnswerNotes.of(service, scope, result, query.user().filter(_ -> query.personal()), domains);
    Answer told = new Answer(answer.items(), answer.model(), notes, answer.explanations());
    return Reply.ok(
        withMedia(
            ResponseJson.answer(
                told,
                request.explain(),
                scope.within(),
                request.explain() && isAsked()
                    ? service.live().explanations().of(told, scope.within())
                    : Map.of())));
  }

  /** As {@code kuayu rank}: only the explicit history is used, within the user's consent. */
  private Reply rank(Call call) {
    service.mustBeReady();
    JsonObjectReader body = call.fields();
    boolean hasHistory = body.has("history");
    if (!hasHistory && !body.has("user")) {
      throw body.wrong("user", "and 'history' are both missing: give one of them");
    }
    if (!body.has("candidates")) {
      throw body.wrong("candidates", "are missing");
    }
    List<ItemKey> candidates =
        body.objects(
            "candidates",
            service.limits().candidates(),
            (fields, _) -> RecommendationRequest.key(fields));
    DomainScope scope = scope(call);
    scope.mustAllowItems(candidates);
    RankQuery query =
        new RankQuery(
            body.optionalId("user"),
            hasHistory
                ? Optional.of(RecommendationRequest.events(body, "history", service.limits()))
                : Optional.empty(),
            body.number("timestamp", 0, Integer.MAX_VALUE * 100L));
    query.history().ifPresent(events -> scope.mustAllowItems(items(events)));
    double cost =
        RequestCost.ofRanking(query.history().map(List::size).orElse(0), candidates.size());
    return call.work().run(cost, () -> rank(body, query, candidates));
  }

  private Reply rank(JsonObjectReader body, RankQuery query, List<ItemKey> candidates) {
    float[] scores = service.live().ranking().rank(query, candidates).scores();
    ObjectNode answer = HttpJson.object();
    answer.set("id", body.node().path("id").isMissingNode() ? null : body.node().get("id"));
    ArrayNode list = answer.putArray("scores");
    for (float score : scores) {
      if (Float.isFinite(score)) {
        list.add(score);
      } else {
        list.addNull();
      }
    }
    return Reply.ok(answer);
  }

  private Reply similar(Call call) {
    ItemKey item = new ItemKey(call.id("domain"), call.id("item"));
    service.mustBeDomain(call, Role.READER, item.domain());
    service.mustOffer(item);
    QueryParameters parameters = new QueryParameters(call);
    DomainScope scope = scope(call);
    Set<String> domains = scope.asked(parameters.domains());
    int k = parameters.k(service.limits().k());
    return call.work()
        .run(
            RequestCost.ofSimilar(k),
            () ->
                Reply.ok(
                    withMedia(
                        ResponseJson.answer(
                            service.live().recommendations().similar(item, domains, k),
                            false,
                            scope.within()))));
  }

  private Reply reasons(Call call) {
    String domain =
        Ids.checked("domain", call.parameter("domain").orElseThrow(() -> missing("domain")));
    String item = Ids.checked("item", call.parameter("item").orElseThrow(() -> missing("item")));
    return reasons(call, new ItemKey(domain, item));
  }

  private Reply reasonsOfPath(Call call) {
    return reasons(call, new ItemKey(call.id("domain"), call.id("item")));
  }

  private Reply reasons(Call call, ItemKey item) {
    service.mustBeDomain(call, Role.READER, item.domain());
    service.mustOffer(item);
    Explanation explanation =
        scope(call)
            .within()
            .apply(
                service
                    .live()
                    .recommendations()
                    .reasons(call.id("user"), new QueryParameters(call).timestamp(), item));
    ObjectNode answer = ResponseJson.explanation(item, explanation, service.engine().model());
    if (isAsked()) {
      service
          .live()
          .explanations()
          .of(item, explanation)
          .ifPresent(written -> WrittenJson.put(answer.putObject(WrittenJson.FIELD), written));
    }
    return Reply.ok(answer);
  }

  /** Whether somebody asks; the warm-up leaves the chat model alone. */
  private boolean isAsked() {
    return service.warm().get();
  }

  private ObjectNode withMedia(ObjectNode answer) {
    return ResponseJson.withMedia(answer, service.live().items()::item);
  }

  private DomainScope scope(Call call) {
    return DomainScope.ofReader(call.caller(), service);
  }

  private static List<ItemKey> items(List<Event> events) {
    return events.stream().map(Event::item).toList();
  }

  private static HttpProblem missing(String name) {
    return new HttpProblem(ProblemCode.BAD_PARAMETER, "'" + name + "' is missing");
  }
}

package io.kuayu.server.mcp;

import io.kuayu.application.recommend.RecommendQuery;
import io.kuayu.application.recommend.RecommendResult;
import io.kuayu.core.Event;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.request.SeenItems;
import io.kuayu.server.api.AnswerNotes;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.api.RecommendationRequest;
import io.kuayu.server.api.RequestCost;
import io.kuayu.server.api.ResponseJson;
import io.kuayu.server.web.JsonObjectReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A list for a person, or for a history that the agent gives. */
final class RecommendTool extends ReaderTool {
  private static final int MAX_HISTORY = 200;

  @Override
  public String name() {
    return "recommend";
  }

  @Override
  public String title() {
    return "Recommend items";
  }

  @Override
  public String description() {
    return "Recommends items for one person, best first. Give 'user' to use what is stored of a"
        + " known person, or 'history' (items that somebody liked, oldest first) for anybody else."
        + " Only what the person's consent allows is used; 'degraded' says what the answer had to"
        + " do without. An empty list is an answer too. "
        + UntrustedText.NOTE;
  }

  @Override
  public ToolSchema input(ApiServices service, DomainScope scope) {
    ToolSchema key =
        new ToolSchema()
            .must("domain", ToolSchema.choice(scope.domains(), "a domain"))
            .must("item", ToolSchema.id("the id of an item"));
    ObjectNode history = ToolSchema.list(key.node(), "items that the person liked, oldest first");
    return new ToolSchema()
        .may("user", ToolSchema.id("the id of a person; this or 'history' is needed"))
        .may("history", history.put("maxItems", maxHistory(service)))
        .may("domains", ToolSchema.domains(scope, "where to look; everywhere if absent"))
        .may("k", ToolSchema.length(ToolCall.maxList(service), ToolCall.defaultList(service)))
        .may(
            "filter",
            ToolSchema.text(
                "a condition on items, such as: price < 20 and brand in (\"A\", \"B\") and not"
                    + " title contains \"used\". A wrong attribute is answered with the known ones"))
        .may(
            "seen",
            ToolSchema.choice(
                List.of("exclude", "include", "lower"),
                "what becomes of items of the history; exclude if absent"))
        .may(
            "diversity",
            ToolSchema.number("from 0 (by score alone) to 1 (as different as possible)")
                .put("minimum", 0)
                .put("maximum", 1)
                .put("default", 0))
        .may("explain", ToolSchema.flag("whether each item comes with its reasons; costs more"));
  }

  private static int maxHistory(ApiServices service) {
    return Math.min(MAX_HISTORY, service.limits().history());
  }

  @Override
  public ToolSchema output() {
    return ResultSchemas.list();
  }

  @Override
  public Computation prepare(ToolCall call) {
    JsonObjectReader arguments = call.arguments();
    Optional<String> user = arguments.optionalId("user");
    if (user.isEmpty() && !arguments.has("history")) {
      throw arguments.wrong("user", "and 'history' are both missing: give one of them");
    }
    Set<String> domains = call.domains().asked(arguments);
    String filter = arguments.optionalText("filter").orElse("");
    PersonalRequest request =
        PersonalRequest.PLAIN
            .withHistory(history(call))
            .withSize(call.k())
            .withRules(
                CandidateRules.NONE
                    .withDomains(domains)
                    .withFilter(RecommendationRequest.filter(filter, call.service().limits()))
                    .withSeen(
                        arguments
                            .optionalText("seen")
                            .map(RecommendationRequest::seen)
                            .orElse(SeenItems.EXCLUDE)))
            .withReranking(
                RerankingOptions.BY_SCORE.withDiversity(
                    arguments.real("diversity", 0, 1).orElse(0)))
            .withExplain(arguments.flag("explain"))
            .withBudget(call.service().limits().work().timeBudget());
    return new Computation(
        RequestCost.of(request, filter),
        () -> answer(call, new RecommendQuery(user, true, request), domains));
  }

  private static List<Event> history(ToolCall call) {
    return call.arguments()
        .objects(
            "history",
            maxHistory(call.service()),
            (fields, _) ->
                new Event(call.domains().item(fields), PersonalRequest.UNTIMED, Event.UNNAMED, 1));
  }

  private static ObjectNode answer(ToolCall call, RecommendQuery query, Set<String> domains) {
    RecommendResult result = call.service().live().recommendations().recommend(query);
    Answer answer = result.answer();
    List<String> notes =
        AnswerNotes.of(call.service(), call.scope(), result, query.user(), domains);
    return ResponseJson.answer(
        new Answer(answer.items(), answer.model(), notes, answer.explanations()),
        query.request().explain(),
        call.scope().within());
  }
}

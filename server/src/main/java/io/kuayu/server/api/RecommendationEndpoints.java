package io.kuayu.server.api;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.ConsentedQueries;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.request.SeenItems;
import io.kuayu.privacy.consent.Permissions;
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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists, scores, similar items and reasons. */
public final class RecommendationEndpoints {
  private static final int LONGEST_HISTORY = 1_000;

  private final ApiServices service;

  public RecommendationEndpoints(ApiServices service) {
    this.service = service;
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/users/{user}/recommendations", Role.READER, this::forUser),
        Route.of("POST", "/api/v1/recommendations", Role.READER, this::forQuestion),
        Route.of("POST", "/api/v1/rank", Role.READER, this::rank),
        Route.of("GET", "/api/v1/users/{user}/reasons", Role.READER, this::reasons),
        Route.of(
            "GET",
            "/api/v1/users/{user}/recommendations/{domain}/{item}/reasons",
            Role.READER,
            this::reasonsOfPath),
        Route.of(
            "GET", "/api/v1/domains/{domain}/items/{item}/similar", Role.READER, this::similar));
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
    return answer(
        call,
        new RecommendationRequest(
            Optional.of(call.id("user")),
            List.of(),
            List.of(),
            Optional.empty(),
            parameters.timestamp(),
            parameters.k(service.limits().k()),
            rules,
            arrangement,
            parameters.flag("explain"),
            Request.AMPLE,
            RecommendationRequest.isPersonal(call.parameter(RecommendationRequest.PROFILE))));
  }

  private Reply forQuestion(Call call) {
    return answer(call, RecommendationRequest.read(call.fields(), service.limits()));
  }

  private Reply answer(Call call, RecommendationRequest question) {
    service.mustBeReady();
    List<Event> stored =
        question
            .user()
            .map(user -> service.people().history(user, LONGEST_HISTORY).events())
            .orElse(List.of());
    Set<String> asked = allowed(call, question.rules().domains());
    question.arrangement().quotas().keySet().forEach(this::mustExist);
    ConsentedQueries consented =
        ConsentedQueries.of(service.domains(), asked, permissions(question));
    List<Answer> answers = new ArrayList<>();
    for (ConsentedQueries.Part part : consented.parts()) {
      Request request = question.of(part).request(part.of(stored));
      CandidateRules rules =
          question.rules().withDomains(consented.parts().size() == 1 ? asked : part.targets());
      answers.add(service.engine().answer(request.withRules(rules)));
    }
    Answer answer = consented.joined(answers, question.k());
    List<String> degraded = new ArrayList<>(answer.degraded());
    if (question.user().isPresent() && stored.isEmpty()) {
      degraded.add("user: nothing is held about them; answered as for someone new");
    }
    Answer whole = new Answer(answer.items(), answer.model(), degraded, answer.explanations());
    return Reply.ok(ResponseJson.answer(whole, question.explain(), readable(call)));
  }

  private Permissions permissions(RecommendationRequest question) {
    if (!question.personal()) {
      return Permissions.NONE;
    }
    return question.user().map(service.people()::permissions).orElse(Permissions.ALL);
  }

  /** As {@code kuayu rank}: an explicit history is all that is used. */
  private Reply rank(Call call) {
    service.mustBeReady();
    JsonObjectReader body = call.fields();
    boolean told = body.has("history");
    if (!told && !body.has("user")) {
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
    for (ItemKey candidate : new HashSet<>(candidates)) {
      if (service.domains().contains(candidate.domain())) {
        call.mustHave(Role.READER, candidate.domain());
      }
    }
    List<Event> events =
        told
            ? RecommendationRequest.events(body, "history", service.limits())
            : service.people().history(body.id("user"), LONGEST_HISTORY).events();
    RecommendationRequest question =
        new RecommendationRequest(
            Optional.empty(),
            told ? events : List.of(),
            List.of(),
            Optional.empty(),
            body.number("timestamp", 0, Integer.MAX_VALUE * 100L),
            1,
            CandidateRules.NONE,
            RerankingOptions.BY_SCORE,
            false,
            Request.AMPLE,
            true);
    Permissions permissions =
        told ? Permissions.ALL : service.people().permissions(body.id("user"));
    float[] scores = scores(question, told ? List.of() : events, candidates, permissions);
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

  private float[] scores(
      RecommendationRequest question,
      List<Event> stored,
      List<ItemKey> candidates,
      Permissions permissions) {
    float[] scores = new float[candidates.size()];
    Arrays.fill(scores, Float.NaN);
    Set<String> asked = new HashSet<>();
    candidates.forEach(candidate -> asked.add(candidate.domain()));
    for (ConsentedQueries.Part part :
        ConsentedQueries.of(service.domains(), asked, permissions).parts()) {
      int[] places =
          IntStream.range(0, scores.length)
              .filter(place -> part.targets().contains(candidates.get(place).domain()))
              .toArray();
      List<ItemKey> some = Arrays.stream(places).mapToObj(candidates::get).toList();
      float[] found = service.engine().scores(question.of(part).request(part.of(stored)), some);
      for (int index = 0; index < places.length; index++) {
        scores[places[index]] = found[index];
      }
    }
    return scores;
  }

  private Reply similar(Call call) {
    ItemKey item = new ItemKey(call.id("domain"), call.id("item"));
    service.mustBeDomain(call, Role.READER, item.domain());
    service.mustOffer(item);
    QueryParameters parameters = new QueryParameters(call);
    Answer answer =
        service
            .engine()
            .similar(item, allowed(call, parameters.domains()), parameters.k(service.limits().k()));
    return Reply.ok(ResponseJson.answer(answer, false, readable(call)));
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
    String user = call.id("user");
    ConsentedQueries.Part part =
        ConsentedQueries.of(
                service.domains(), Set.of(item.domain()), service.people().permissions(user))
            .parts()
            .getFirst();
    List<Event> stored = part.of(service.people().history(user, LONGEST_HISTORY).events());
    OptionalLong timestamp = new QueryParameters(call).timestamp();
    long last = stored.stream().mapToLong(Event::timestamp).max().orElse(-1);
    long now = timestamp.orElse(last < 0 ? System.currentTimeMillis() / 1000 : last + 1);
    List<Event> before = stored.stream().filter(event -> event.timestamp() < now).toList();
    Explanation explanation = service.engine().explain(Request.of(new History(before), now), item);
    return Reply.ok(
        ResponseJson.explanation(item, explanation, service.engine().model(), readable(call)));
  }

  private Predicate<String> readable(Call call) {
    return domain -> call.caller().has(Role.READER, domain);
  }

  /** The domains asked for; all that the caller may read where none is named. */
  private Set<String> allowed(Call call, Set<String> asked) {
    for (String domain : asked) {
      mustExist(domain);
      call.mustHave(Role.READER, domain);
    }
    if (!asked.isEmpty() || call.caller().hasEverywhere(Role.READER)) {
      return asked;
    }
    Set<String> readable = new HashSet<>(service.domains());
    readable.removeIf(readable(call).negate());
    if (readable.isEmpty()) {
      throw new HttpProblem(ProblemCode.FORBIDDEN, "the caller may read no domain that there is");
    }
    return readable;
  }

  private void mustExist(String domain) {
    if (!service.domains().contains(domain)) {
      throw new HttpProblem(
          ProblemCode.NO_SUCH_DOMAIN, "the domains are " + String.join(", ", service.domains()));
    }
  }

  private static HttpProblem missing(String name) {
    return new HttpProblem(ProblemCode.BAD_PARAMETER, "'" + name + "' is missing");
  }
}

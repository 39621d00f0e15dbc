package io.kuayu.server.api;

import io.kuayu.application.settings.RequestLimits;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.ConsentedQueries;
import io.kuayu.engine.filter.Filter;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Quota;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.request.SeenItems;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request for a list, as it stands in a body.
 *
 * @param user about whom, where somebody is named
 * @param history what is told of them; behind what is stored, where a user is named
 * @param session events of this session
 * @param page the item in front of the person
 * @param timestamp the moment, where it is given
 * @param k how many items
 * @param rules which items
 * @param arrangement in which order
 * @param explain with reasons
 * @param budget time for all that can be skipped
 * @param personal whether the list is the person's own; otherwise nothing of them is used
 */
record RecommendationRequest(
    Optional<String> user,
    List<Event> history,
    List<Event> session,
    Optional<ItemKey> page,
    OptionalLong timestamp,
    int k,
    CandidateRules rules,
    RerankingOptions arrangement,
    boolean explain,
    Duration budget,
    boolean personal) {
  static final int USUAL_K = 10;
  private static final int LONGEST_TYPE = 64;
  private static final long LATEST = 253_402_300_799L;
  private static final int LONGEST_BUDGET = 60_000;
  static final String PROFILE = "profile";
  private static final List<String> FIELDS =
      List.of(
          "user",
          "history",
          "domains",
          "k",
          "filter",
          "explain",
          "context",
          "timestamp",
          "include",
          "exclude",
          "seen",
          "diversity",
          "calibrated",
          "quotas",
          "budget",
          PROFILE);

  static RecommendationRequest read(JsonObjectReader body, RequestLimits limits) {
    body.among(FIELDS);
    Optional<JsonObjectReader> context =
        body.object("context").map(fields -> fields.among(List.of("page", "session")));
    RecommendationRequest question =
        new RecommendationRequest(
            body.optionalId("user"),
            events(body, "history", limits),
            context.map(fields -> events(fields, "session", limits)).orElse(List.of()),
            context.flatMap(fields -> fields.object("page")).map(RecommendationRequest::key),
            body.number("timestamp", 0, LATEST),
            (int) body.number("k", 1, limits.k()).orElse(USUAL_K),
            rules(body, limits),
            arrangement(body),
            body.flag("explain"),
            budget(body),
            isPersonal(body.optionalText(PROFILE)));
    if (question.user.isEmpty() && !body.has("history")) {
      throw body.wrong("user", "and 'history' are both missing: give one of them");
    }
    return question;
  }

  static boolean isPersonal(Optional<String> profile) {
    return switch (profile.orElse("full")) {
      case "full" -> true;
      case "none" -> false;
      default -> throw new HttpProblem(ProblemCode.BAD_PARAMETER, "'profile' must be full or none");
    };
  }

  /** The same of which only the events that a part may use are left. */
  RecommendationRequest of(ConsentedQueries.Part part) {
    return new RecommendationRequest(
        user,
        part.of(history),
        part.of(session),
        page.filter(item -> part.sources().contains(item.domain())),
        timestamp,
        k,
        rules,
        arrangement,
        explain,
        budget,
        personal);
  }

  private static CandidateRules rules(JsonObjectReader body, RequestLimits limits) {
    return new CandidateRules(
        domains(body.texts("domains", limits.k())),
        filter(body.optionalText("filter").orElse(""), limits),
        keys(body, "include", limits),
        keys(body, "exclude", limits),
        body.optionalText("seen").map(RecommendationRequest::seen).orElse(SeenItems.EXCLUDE));
  }

  static Set<String> domains(List<String> names) {
    Set<String> domains = new HashSet<>();
    names.forEach(name -> domains.add(Ids.checked("domains", name)));
    return domains;
  }

  static Filter filter(String text, RequestLimits limits) {
    try {
      return Filter.parse(text, limits.filterConditions());
    } catch (KuayuException e) {
      throw new HttpProblem(ProblemCode.BAD_FILTER, e.getMessage() + "; " + e.remedy());
    }
  }

  static SeenItems seen(String written) {
    return switch (written) {
      case "exclude" -> SeenItems.EXCLUDE;
      case "include" -> SeenItems.INCLUDE;
      case "lower" -> SeenItems.LOWER;
      default ->
          throw new HttpProblem(
              ProblemCode.BAD_PARAMETER, "'seen' must be exclude, include or lower");
    };
  }

  private static RerankingOptions arrangement(JsonObjectReader body) {
    Map<String, Quota> quotas = new HashMap<>();
    body.object("quotas")
        .ifPresent(
            fields -> {
              for (String domain : fields.node().propertyNames()) {
                fields.object(domain).ifPresent(quota -> quotas.put(domain, quota(quota)));
              }
            });
    return new RerankingOptions(
        quotas, body.real("diversity", 0, 1).orElse(0), body.flag("calibrated"));
  }

  private static Quota quota(JsonObjectReader fields) {
    fields.among(List.of("least", "most"));
    int least = (int) fields.number("least", 0, Integer.MAX_VALUE).orElse(0);
    int most = (int) fields.number("most", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
    if (most < least) {
      throw fields.wrong("most", "must not be less than 'least'");
    }
    return new Quota(least, most);
  }

  private static Duration budget(JsonObjectReader body) {
    OptionalLong milliseconds = body.number("budget", 1, LONGEST_BUDGET);
    return milliseconds.isPresent() ? Duration.ofMillis(milliseconds.getAsLong()) : Request.AMPLE;
  }

  private static Set<ItemKey> keys(JsonObjectReader body, String name, RequestLimits limits) {
    return new HashSet<>(body.objects(name, limits.candidates(), (fields, _) -> key(fields)));
  }

  static ItemKey key(JsonObjectReader fields) {
    return new ItemKey(fields.id("domain"), fields.id("item"));
  }

  /** Events; those without a time have a negative one until {@link #timed}. */
  static List<Event> events(JsonObjectReader body, String name, RequestLimits limits) {
    return body.objects(name, limits.history(), (fields, _) -> event(fields, -1));
  }

  /**
   * An event.
   *
   * @param otherwise its time where none is given
   */
  static Event event(JsonObjectReader fields, long otherwise) {
    String type = fields.optionalText("type").orElse(Event.UNNAMED);
    if (type.isEmpty() || type.length() > LONGEST_TYPE || !Ids.isWellFormed(type)) {
      throw fields.wrong("type", "must be a short text such as 'purchase'");
    }
    double value = fields.real("value", -1e9, 1e9).orElse(1);
    return new Event(
        key(fields),
        fields.number("timestamp", 0, LATEST).orElse(otherwise),
        Ids.checked("type", type.toLowerCase(Locale.ROOT)),
        value);
  }

  /**
   * The request for the engine.
   *
   * @param stored what the store holds of the user
   */
  Request request(List<Event> stored) {
    List<Event> all = new ArrayList<>(stored);
    long last =
        Stream.of(stored, history, session)
            .flatMap(List::stream)
            .mapToLong(Event::timestamp)
            .max()
            .orElse(-1);
    long now = timestamp.orElse(last < 0 ? System.currentTimeMillis() / 1000 : last + 1);
    timestamp.ifPresent(moment -> all.removeIf(event -> event.timestamp() >= moment));
    all.addAll(timed(history, now));
    return new Request(
        new History(all), timed(session, now), page, now, k, rules, arrangement, explain, budget);
  }

  /** Events without a time happened just before the moment. */
  static List<Event> timed(List<Event> events, long now) {
    return events.stream()
        .map(
            event ->
                event.timestamp() < 0
                    ? new Event(event.item(), now - 1, event.type(), event.value())
                    : event)
        .toList();
  }
}

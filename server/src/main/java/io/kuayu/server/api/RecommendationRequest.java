package io.kuayu.server.api;

import io.kuayu.application.recommend.RecommendQuery;
import io.kuayu.application.settings.RequestLimits;
import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.filter.Filter;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Quota;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.request.SeenItems;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a request for a list, and its pieces, from a body. */
public final class RecommendationRequest {
  /** The length of a list where none is asked for. */
  public static final int DEFAULT_K = 10;

  private static final int MAX_TYPE_LENGTH = 64;
  private static final long MAX_TIME = 253_402_300_799L;
  private static final int MAX_BUDGET_MILLISECONDS = 60_000;
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

  private RecommendationRequest() {}

  static RecommendQuery read(JsonObjectReader body, RequestLimits limits) {
    body.rejectUnknown(FIELDS);
    Optional<JsonObjectReader> context =
        body.object("context").map(fields -> fields.rejectUnknown(List.of("page", "session")));
    PersonalRequest request =
        new PersonalRequest(
            events(body, "history", limits),
            context.map(fields -> events(fields, "session", limits)).orElse(List.of()),
            context.flatMap(fields -> fields.object("page")).map(RecommendationRequest::key),
            body.number("timestamp", 0, MAX_TIME),
            (int) body.number("k", 1, limits.k()).orElse(DEFAULT_K),
            rules(body, limits),
            arrangement(body),
            body.flag("explain"),
            budget(body, limits));
    RecommendQuery query =
        new RecommendQuery(
            body.optionalId("user"), isPersonal(body.optionalText(PROFILE)), request);
    if (query.user().isEmpty() && !body.has("history")) {
      throw body.wrong("user", "and 'history' are both missing: give one of them");
    }
    return query;
  }

  static boolean isPersonal(Optional<String> profile) {
    return switch (profile.orElse("full")) {
      case "full" -> true;
      case "none" -> false;
      default -> throw new HttpProblem(ProblemCode.BAD_PARAMETER, "'profile' must be full or none");
    };
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

  /** A condition on items, within the limits of a request. */
  public static Filter filter(String text, RequestLimits limits) {
    try {
      return Filter.parse(text, limits.filterConditions());
    } catch (KuayuException e) {
      throw badFilter(e);
    }
  }

  static HttpProblem badFilter(KuayuException e) {
    return new HttpProblem(ProblemCode.BAD_FILTER, e.getMessage() + "; " + e.remedy(), Map.of(), e);
  }

  /** What is done with items of the history. */
  public static SeenItems seen(String written) {
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
    fields.rejectUnknown(List.of("least", "most"));
    int min = (int) fields.number("least", 0, Integer.MAX_VALUE).orElse(0);
    int max = (int) fields.number("most", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
    if (max < min) {
      throw fields.wrong("most", "must not be less than 'least'");
    }
    return new Quota(min, max);
  }

  /** What the caller sets, at most what the server allows. */
  private static Duration budget(JsonObjectReader body, RequestLimits limits) {
    OptionalLong milliseconds = body.number("budget", 1, MAX_BUDGET_MILLISECONDS);
    long max = limits.work().timeBudget().toMillis();
    return Duration.ofMillis(Math.min(milliseconds.orElse(max), max));
  }

  private static Set<ItemKey> keys(JsonObjectReader body, String name, RequestLimits limits) {
    return new HashSet<>(body.objects(name, limits.candidates(), (fields, _) -> key(fields)));
  }

  static ItemKey key(JsonObjectReader fields) {
    return new ItemKey(fields.id("domain"), fields.id("item"));
  }

  /** Events; those without a time are {@link PersonalRequest#UNTIMED}. */
  static List<Event> events(JsonObjectReader body, String name, RequestLimits limits) {
    return body.objects(
        name, limits.history(), (fields, _) -> event(fields, PersonalRequest.UNTIMED));
  }

  /**
   * An event.
   *
   * @param defaultTime its time if none is given
   */
  static Event event(JsonObjectReader fields, long defaultTime) {
    String type = fields.optionalText("type").orElse(Event.UNNAMED);
    if (type.isEmpty() || type.length() > MAX_TYPE_LENGTH || !Ids.isWellFormed(type)) {
      throw fields.wrong("type", "must be a short text such as 'purchase'");
    }
    double value = fields.real("value", -1e9, 1e9).orElse(1);
    return new Event(
        key(fields),
        fields.number("timestamp", 0, MAX_TIME).orElse(defaultTime),
        Ids.checked("type", type.toLowerCase(Locale.ROOT)),
        value);
  }
}

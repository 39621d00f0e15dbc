package io.kuayu.server.api;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.Arrangement;
import io.kuayu.engine.ConsentedParts;
import io.kuayu.engine.Quota;
import io.kuayu.engine.Request;
import io.kuayu.engine.Rules;
import io.kuayu.engine.Seen;
import io.kuayu.engine.filter.Filter;
import io.kuayu.server.web.Code;
import io.kuayu.server.web.Fields;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.Limits;
import io.kuayu.server.web.Problem;
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
record Question(
    Optional<String> user,
    List<Event> history,
    List<Event> session,
    Optional<ItemKey> page,
    OptionalLong timestamp,
    int k,
    Rules rules,
    Arrangement arrangement,
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

  static Question read(Fields body, Limits limits) {
    body.among(FIELDS);
    Optional<Fields> context =
        body.object("context").map(fields -> fields.among(List.of("page", "session")));
    Question question =
        new Question(
            body.optionalId("user"),
            events(body, "history", limits),
            context.map(fields -> events(fields, "session", limits)).orElse(List.of()),
            context.flatMap(fields -> fields.object("page")).map(Question::key),
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
      default -> throw new Problem(Code.BAD_PARAMETER, "'profile' must be full or none");
    };
  }

  /** The same of which only the events that a part may use are left. */
  Question of(ConsentedParts.Part part) {
    return new Question(
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

  private static Rules rules(Fields body, Limits limits) {
    return new Rules(
        domains(body.texts("domains", limits.k())),
        filter(body.optionalText("filter").orElse(""), limits),
        keys(body, "include", limits),
        keys(body, "exclude", limits),
        body.optionalText("seen").map(Question::seen).orElse(Seen.EXCLUDE));
  }

  static Set<String> domains(List<String> names) {
    Set<String> domains = new HashSet<>();
    names.forEach(name -> domains.add(Ids.checked("domains", name)));
    return domains;
  }

  static Filter filter(String text, Limits limits) {
    try {
      return Filter.parse(text, limits.filterConditions());
    } catch (KuayuException e) {
      throw new Problem(Code.BAD_FILTER, e.getMessage() + "; " + e.remedy());
    }
  }

  static Seen seen(String written) {
    return switch (written) {
      case "exclude" -> Seen.EXCLUDE;
      case "include" -> Seen.INCLUDE;
      case "lower" -> Seen.LOWER;
      default -> throw new Problem(Code.BAD_PARAMETER, "'seen' must be exclude, include or lower");
    };
  }

  private static Arrangement arrangement(Fields body) {
    Map<String, Quota> quotas = new HashMap<>();
    body.object("quotas")
        .ifPresent(
            fields -> {
              for (String domain : fields.node().propertyNames()) {
                fields.object(domain).ifPresent(quota -> quotas.put(domain, quota(quota)));
              }
            });
    return new Arrangement(quotas, body.real("diversity", 0, 1).orElse(0), body.flag("calibrated"));
  }

  private static Quota quota(Fields fields) {
    fields.among(List.of("least", "most"));
    int least = (int) fields.number("least", 0, Integer.MAX_VALUE).orElse(0);
    int most = (int) fields.number("most", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
    if (most < least) {
      throw fields.wrong("most", "must not be less than 'least'");
    }
    return new Quota(least, most);
  }

  private static Duration budget(Fields body) {
    OptionalLong milliseconds = body.number("budget", 1, LONGEST_BUDGET);
    return milliseconds.isPresent() ? Duration.ofMillis(milliseconds.getAsLong()) : Request.AMPLE;
  }

  private static Set<ItemKey> keys(Fields body, String name, Limits limits) {
    return new HashSet<>(body.objects(name, limits.candidates(), (fields, _) -> key(fields)));
  }

  static ItemKey key(Fields fields) {
    return new ItemKey(fields.id("domain"), fields.id("item"));
  }

  /** Events; those without a time have a negative one until {@link #timed}. */
  static List<Event> events(Fields body, String name, Limits limits) {
    return body.objects(name, limits.history(), (fields, _) -> event(fields, -1));
  }

  /**
   * An event.
   *
   * @param otherwise its time where none is given
   */
  static Event event(Fields fields, long otherwise) {
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

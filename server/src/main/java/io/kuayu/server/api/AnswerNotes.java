package io.kuayu.server.api;

import io.kuayu.application.recommend.RecommendResult;
import io.kuayu.engine.consent.UnusedDomains;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an answer had to do without, as far as a caller may know. */
public final class AnswerNotes {
  /** Sentences that speak of the asked domains alone. */
  private static final List<String> LOCAL =
      List.of("cold:", "time budget:", "long list:", "diversity:", "calibration:");

  /** Counts events, which are the caller's own where no user is named. */
  private static final String UNKNOWN = "unknown items:";

  private AnswerNotes() {}

  /**
   * The sentences for a caller. Who may not read every domain is told neither how much happened in
   * the others nor whether anything did.
   *
   * @param user whose stored events were used
   * @param asked the domains of the answer
   */
  public static List<String> of(
      ApiServices service,
      DomainScope scope,
      RecommendResult result,
      Optional<String> user,
      Set<String> asked) {
    if (scope.isWhole()) {
      return result.degraded();
    }
    List<String> told = new ArrayList<>();
    result.answer().degraded().stream()
        .filter(
            sentence ->
                LOCAL.stream().anyMatch(sentence::startsWith)
                    || (user.isEmpty() && sentence.startsWith(UNKNOWN)))
        .forEach(told::add);
    user.map(id -> service.people().permissions(service.people().resolve(id)))
        .ifPresent(permissions -> told.addAll(restrictions(scope.domains(), asked, permissions)));
    return told;
  }

  /** As the engine tells it, but of readable domains only. */
  private static List<String> restrictions(
      List<String> readable, Set<String> asked, Permissions permissions) {
    Map<Set<String>, Set<String>> targets = new LinkedHashMap<>();
    for (String target : asked) {
      Set<String> unused = new TreeSet<>(readable);
      unused.removeAll(permissions.sources(readable, target, Purpose.PERSONALISATION));
      if (!unused.isEmpty()) {
        targets.computeIfAbsent(unused, _ -> new TreeSet<>()).add(target);
      }
    }
    List<String> sentences = new ArrayList<>();
    targets.forEach((unused, some) -> sentences.add(new UnusedDomains(unused, some).sentence()));
    return sentences;
  }
}

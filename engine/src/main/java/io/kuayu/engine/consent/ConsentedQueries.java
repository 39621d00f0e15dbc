package io.kuayu.engine.consent;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parts of a question that are asked apart, because different events may be used for them. Each has
 * a history and hence a moment of its own, so that nothing that happened in a domain can move a
 * score in a domain that it may not be used for. Where all is granted there is one part.
 */
final class ConsentedQueries {
  private final List<String> domains;
  private final List<Part> parts;

  private ConsentedQueries(List<String> domains, List<Part> parts) {
    this.domains = domains;
    this.parts = parts;
  }

  /**
   * A part of a question.
   *
   * @param targets the domains that are asked for
   * @param sources the domains whose events may be used
   */
  record Part(Set<String> targets, Set<String> sources) {
    Part {
      targets = Set.copyOf(targets);
      sources = Set.copyOf(sources);
    }

    /** The events that may be used. */
    List<Event> of(List<Event> events) {
      return events.stream().filter(event -> sources.contains(event.item().domain())).toList();
    }
  }

  /**
   * Cuts a question.
   *
   * @param domains all that there are
   * @param targets the domains that are asked for; all where none is named
   */
  static ConsentedQueries of(
      List<String> domains, Collection<String> targets, Permissions permissions) {
    Map<Set<String>, Set<String>> targetsOf = new LinkedHashMap<>();
    for (String target : domains) {
      if (targets.isEmpty() || targets.contains(target)) {
        targetsOf
            .computeIfAbsent(
                permissions.sources(domains, target, Purpose.PERSONALISATION), _ -> new TreeSet<>())
            .add(target);
      }
    }
    List<Part> parts = new ArrayList<>();
    targetsOf.forEach((sources, some) -> parts.add(new Part(some, sources)));
    return new ConsentedQueries(List.copyOf(domains), List.copyOf(parts));
  }

  List<Part> parts() {
    return parts;
  }

  /**
   * The answers to all parts, in their order, as one list: each domain is sure of half of its even
   * share, and the other places go by scores.
   *
   * @param size how many items it shall hold
   */
  Answer merge(List<Answer> answers, int size) {
    Set<String> degraded = new LinkedHashSet<>();
    answers.forEach(answer -> degraded.addAll(answer.degraded()));
    degraded.addAll(restrictions());
    if (answers.size() == 1) {
      Answer only = answers.getFirst();
      return new Answer(only.items(), only.model(), List.copyOf(degraded), only.explanations());
    }
    Map<ItemKey, Explanation> explanations = new HashMap<>();
    Map<String, List<Recommendation>> byDomain = new TreeMap<>();
    for (Answer answer : answers) {
      explanations.putAll(answer.explanations());
      answer
          .items()
          .forEach(
              item ->
                  byDomain.computeIfAbsent(item.item().domain(), _ -> new ArrayList<>()).add(item));
    }
    List<Recommendation> chosen = chosen(List.copyOf(byDomain.values()), size);
    explanations.keySet().retainAll(chosen.stream().map(Recommendation::item).toList());
    String model = answers.isEmpty() ? "" : answers.getFirst().model();
    return new Answer(chosen, model, List.copyOf(degraded), explanations);
  }

  private static List<Recommendation> chosen(List<List<Recommendation>> byDomain, int size) {
    Comparator<Recommendation> best =
        Comparator.comparingDouble((Recommendation item) -> -item.score());
    int present = byDomain.size();
    int sure = present == 0 || present > size ? 0 : Math.max(1, size / (2 * present));
    List<Recommendation> chosen = new ArrayList<>();
    List<Recommendation> others = new ArrayList<>();
    for (List<Recommendation> items : byDomain) {
      int taken = Math.min(sure, items.size());
      chosen.addAll(items.subList(0, taken));
      others.addAll(items.subList(taken, items.size()));
    }
    others.sort(best);
    chosen.addAll(others.subList(0, Math.min(others.size(), size - chosen.size())));
    chosen.sort(best);
    List<Recommendation> ranked = new ArrayList<>();
    for (Recommendation item : chosen) {
      ranked.add(
          new Recommendation(
              item.item(),
              item.title(),
              item.score(),
              ranked.size() + 1,
              item.source(),
              item.reasons()));
    }
    return ranked;
  }

  /** What is not used for what, whether or not anything happened there. */
  private List<String> restrictions() {
    List<String> sentences = new ArrayList<>();
    for (Part part : parts) {
      Set<String> unused = new TreeSet<>(domains);
      unused.removeAll(part.sources());
      if (!unused.isEmpty()) {
        sentences.add(new UnusedDomains(unused, Set.copyOf(part.targets())).sentence());
      }
    }
    return sentences;
  }
}

package io.kuayu.privacy.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be done with the events of one person. Immutable. */
public final class Permissions {
  /** Everything is allowed. */
  public static final Permissions ALL = new Permissions(ConsentPolicy.OPEN, List.of());

  /** Nothing is allowed: the person is treated as unknown. */
  public static final Permissions NONE =
      new Permissions(new ConsentPolicy(false, false), List.of());

  private final ConsentPolicy otherwise;
  private final List<Decision> decisions;
  private final Optional<Set<String>> linked;

  private Permissions(ConsentPolicy otherwise, List<Decision> decisions) {
    this(otherwise, decisions, Optional.empty());
  }

  private Permissions(
      ConsentPolicy otherwise, List<Decision> decisions, Optional<Set<String>> linked) {
    this.otherwise = otherwise;
    this.decisions = List.copyOf(decisions);
    this.linked = linked.map(Set::copyOf);
  }

  /**
   * The permissions that follow from the decisions.
   *
   * @param otherwise applies where there is no decision
   */
  public static Permissions of(ConsentPolicy otherwise, List<Decision> decisions) {
    return new Permissions(otherwise, decisions);
  }

  /** The same permissions, but across domains only where both are among these. */
  public Permissions among(Set<String> some) {
    return new Permissions(otherwise, decisions, Optional.of(some));
  }

  /** Whether events of one domain may be used for another, or for the same one. */
  public boolean allows(String source, String target, Purpose purpose) {
    if (!source.equals(target)
        && linked.filter(some -> !some.contains(source) || !some.contains(target)).isPresent()) {
      return false;
    }
    Decision asked = new Decision(source, target, purpose, true);
    return decisions.stream()
        .filter(asked::concernsTheSame)
        .map(Decision::granted)
        .reduce((_, later) -> later)
        .orElse(source.equals(target) ? otherwise.within() : otherwise.across());
  }

  /** The domains whose events may be used for a target. */
  public Set<String> sources(List<String> domains, String target, Purpose purpose) {
    return domains.stream()
        .filter(source -> allows(source, target, purpose))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The domains that take part in any use across domains, as source or target, for any purpose. */
  public Set<String> linked(List<String> domains) {
    return domains.stream()
        .filter(
            domain ->
                domains.stream()
                    .filter(other -> !other.equals(domain))
                    .anyMatch(other -> allowsAny(domain, other) || allowsAny(other, domain)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean allowsAny(String source, String target) {
    return Stream.of(Purpose.values()).anyMatch(purpose -> allows(source, target, purpose));
  }

  /** Whether everything is allowed for a purpose. */
  public boolean allowEverything(List<String> domains, Purpose purpose) {
    if (decisions.isEmpty() && linked.isEmpty() && otherwise.equals(ConsentPolicy.OPEN)) {
      return true;
    }
    return domains.stream()
        .allMatch(target -> sources(domains, target, purpose).size() == domains.size());
  }

  /**
   * The domains whose events a model may read as those of one person. The result is groups in which
   * each domain may be used for every other. A domain in no group may not be learnt from at all.
   * Where consent is given in one direction only, the two domains are kept apart, because a model
   * that learns co-occurrences can use them in both directions.
   */
  public List<Set<String>> joint(List<String> domains) {
    List<Set<String>> groups = new ArrayList<>();
    for (String domain : domains) {
      if (allows(domain, domain, Purpose.TRAINING)) {
        groups.stream()
            .filter(group -> group.stream().allMatch(other -> mayMeet(domain, other)))
            .findFirst()
            .orElseGet(
                () -> {
                  Set<String> alone = new TreeSet<>();
                  groups.add(alone);
                  return alone;
                })
            .add(domain);
      }
    }
    return List.copyOf(groups);
  }

  private boolean mayMeet(String one, String other) {
    return allows(one, other, Purpose.TRAINING) && allows(other, one, Purpose.TRAINING);
  }
}

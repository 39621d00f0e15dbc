package io.kuayu.privacy.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What may be done with the events of one person. Immutable. */
public final class Permissions {
  /** Everything. */
  public static final Permissions ALL = new Permissions(ConsentPolicy.OPEN, List.of());

  /** Nothing: the person is answered as someone of whom nothing is known. */
  public static final Permissions NONE =
      new Permissions(new ConsentPolicy(false, false), List.of());

  private final ConsentPolicy otherwise;
  private final List<Decision> decisions;

  private Permissions(ConsentPolicy otherwise, List<Decision> decisions) {
    this.otherwise = otherwise;
    this.decisions = List.copyOf(decisions);
  }

  /**
   * What the decisions allow.
   *
   * @param otherwise holds where there is no decision
   */
  public static Permissions of(ConsentPolicy otherwise, List<Decision> decisions) {
    return new Permissions(otherwise, decisions);
  }

  /** Whether events of one domain may be used for another, or for the same one. */
  public boolean allows(String source, String target, Purpose purpose) {
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

  /** Whether nothing is forbidden for a purpose. */
  public boolean allowEverything(List<String> domains, Purpose purpose) {
    if (decisions.isEmpty() && otherwise.equals(ConsentPolicy.OPEN)) {
      return true;
    }
    return domains.stream()
        .allMatch(target -> sources(domains, target, purpose).size() == domains.size());
  }

  /**
   * The domains whose events a model may read as those of one person: groups in which each domain
   * may be used for each other. A domain in no group may not be learnt from at all. Where consent
   * goes in one direction alone, the two domains are kept apart: a model that learns what goes with
   * what cannot be kept from reading it backwards.
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

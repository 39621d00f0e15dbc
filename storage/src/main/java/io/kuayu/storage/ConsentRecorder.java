package io.kuayu.storage;

import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.Linking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Records people's decisions. They take effect at once for lists and for the preparation of
 * training data. What weights have already learnt is removed by the next training and is pending
 * until then.
 *
 * @param policy applies where there is no decision
 * @param store stores the decisions
 * @param pseudonym gives the keyed hash that stands for a person in pending removals
 * @param linking the names of people
 * @param links is updated by the decisions
 */
public record ConsentRecorder(
    ConsentPolicy policy,
    PrivacyStore store,
    UnaryOperator<String> pseudonym,
    Linking linking,
    LinkStore links) {
  /** A recorder that follows these rules. */
  public static ConsentRecorder of(
      PrivacyRules rules, PrivacyStore store, UnaryOperator<String> pseudonym) {
    return new ConsentRecorder(rules.consent(), store, pseudonym, rules.linking(), rules.links());
  }

  /** The permissions for a person's events from now on. */
  public Permissions permissions(String person) {
    return policy.permissions(store, person);
  }

  /** Links people who are new to the system, where that is allowed. */
  public void apply(Collection<String> people) {
    if (policy.across()) {
      applyPending(people.stream().filter(person -> links.of(person).isEmpty()).toList());
    }
  }

  /** Serialises updates, so that a state read before a decision is not written after it. */
  private synchronized void applyPending(Collection<String> people) {
    links.settle(linking, people, this::permissions);
  }

  /**
   * Stores decisions of a person; returns whether a removal is now pending for the next training.
   */
  public boolean decide(String person, List<Decision> decisions) {
    return decide(Map.of(person, decisions)) > 0;
  }

  /**
   * Stores decisions of many people.
   *
   * @return number of people whose removal is now pending for the next training
   */
  public int decide(Map<String, List<Decision>> decisions) {
    List<PendingRemoval> waiting = new ArrayList<>();
    decisions.forEach(
        (person, some) -> {
          if (withdraws(permissions(person), some)) {
            waiting.add(waiting(person, PendingRemoval.WITHDRAWAL));
          }
        });
    store.decide(decisions);
    applyPending(decisions.keySet());
    if (!waiting.isEmpty()) {
      store.await(waiting);
    }
    return waiting.size();
  }

  private static boolean withdraws(Permissions before, List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.purpose() == Purpose.TRAINING && !decision.granted())
        .anyMatch(
            decision -> before.allows(decision.source(), decision.target(), Purpose.TRAINING));
  }

  /** Records that weights trained until now hold something of a person. */
  public void await(String person, String kind) {
    store.await(List.of(waiting(person, kind)));
  }

  private PendingRemoval waiting(String person, String kind) {
    return new PendingRemoval(pseudonym.apply(person), kind, System.currentTimeMillis());
  }
}

package io.kuayu.engine.request;

import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What contributed to the score of one item, in five views. Weights are signed shares: the absolute
 * values add up to one over the reasons, and also over the sources. The ledger is in units of the
 * score.
 *
 * @param reasons all evidence, strongest first: earlier items and other evidence
 * @param domains the total contribution of the events of each domain
 * @param sources the contribution of each model family
 * @param terms the terms of the item's text that it shares with its supporting items, rarest first;
 *     {@link #words} are the first of them
 * @param ledger the score as a sum over domains and other evidence; empty where nothing was
 *     explained and for readers who may not see all domains
 */
public record Explanation(
    List<Reason> reasons,
    Map<String, Double> domains,
    Map<String, Double> sources,
    List<SharedTerm> terms,
    Optional<ScoreLedger> ledger) {
  /** How many of the terms are shown. */
  public static final int MAX_WORDS = 5;

  /** Nothing that could be explained. */
  public static final Explanation NONE = new Explanation(List.of(), Map.of(), Map.of(), List.of());

  /** An explanation without a ledger. */
  public Explanation(
      List<Reason> reasons,
      Map<String, Double> domains,
      Map<String, Double> sources,
      List<SharedTerm> terms) {
    this(reasons, domains, sources, terms, Optional.empty());
  }

  public Explanation {
    reasons = List.copyOf(reasons);
    domains = Map.copyOf(domains);
    sources = Map.copyOf(sources);
    terms = List.copyOf(terms);
  }

  /** The terms to be shown, {@value #MAX_WORDS} at most. */
  public List<String> words() {
    return terms.stream().limit(MAX_WORDS).map(SharedTerm::word).toList();
  }

  /**
   * The part for a reader who may not see all domains: evidence from readable ones, with weights
   * that add up to one again, so that they do not tell how much is left out. The sources are left
   * out, since each has used events of all domains, and the ledger, whose sum would tell what the
   * other domains gave.
   *
   * @param readable domains that the reader may see
   */
  public Explanation within(Predicate<String> readable) {
    List<Reason> kept =
        reasons.stream()
            .filter(
                reason -> reason.item().map(ItemKey::domain).filter(readable.negate()).isEmpty())
            .toList();
    double total = kept.stream().mapToDouble(reason -> Math.abs(reason.weight())).sum();
    double whole = reasons.stream().mapToDouble(reason -> Math.abs(reason.weight())).sum();
    double scale = total > 0 ? whole / total : 1;
    Map<String, Double> shares = new HashMap<>();
    domains.forEach(
        (domain, weight) -> {
          if (readable.test(domain)) {
            shares.put(domain, weight * scale);
          }
        });
    return new Explanation(
        kept.stream()
            .map(
                reason ->
                    new Reason(
                        reason.kind(),
                        reason.item(),
                        reason.weight() * scale,
                        reason.text(),
                        reason.modality()))
            .toList(),
        shares,
        Map.of(),
        terms.stream().filter(term -> term.domains().stream().anyMatch(readable)).toList());
  }
}

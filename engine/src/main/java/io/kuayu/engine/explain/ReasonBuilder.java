package io.kuayu.engine.explain;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.content.Modality;
import io.kuayu.engine.catalogue.DeletedItems;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.ScoreLedger;
import io.kuayu.model.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Converts a model's evidence for one item into reasons for the user. */
public final class ReasonBuilder {
  /** The number of reasons shown with an item of a list. */
  public static final int MAX_EVIDENCE = 3;

  private final Catalogue catalogue;
  private final ItemTerms terms;
  private final DeletedItems deleted;

  public ReasonBuilder(Catalogue catalogue, ItemTerms terms, DeletedItems deleted) {
    this.catalogue = catalogue;
    this.terms = terms;
    this.deleted = deleted;
  }

  /**
   * All evidence, the strongest first. Several events with one item count as one piece of evidence.
   *
   * @param item ordinal of the recommended item
   * @param score of the item
   * @param contributions the contributions that the model reports
   * @param parts the contribution of each source
   * @param terms of the history's items, kept for the other items of one request; filled
   */
  public Explanation of(
      ResolvedHistory history,
      int item,
      double score,
      List<Contribution> contributions,
      Map<String, Double> parts,
      Map<ItemKey, Set<String>> terms) {
    Map<Evidence, Double> weights = new LinkedHashMap<>();
    Map<String, Double> domains = new LinkedHashMap<>();
    Map<Evidence, Contribution> strongest = new HashMap<>();
    for (Contribution contribution : contributions) {
      Evidence evidence = evidence(contribution, history);
      weights.merge(evidence, contribution.weight(), Double::sum);
      strongest.merge(
          evidence, contribution, (one, other) -> other.weight() > one.weight() ? other : one);
      evidence
          .event()
          .ifPresent(
              event -> domains.merge(event.item().domain(), contribution.weight(), Double::sum));
    }
    Optional<ScoreLedger> ledger =
        Optional.of(ledger(score, contributions, domains))
            .filter(sum -> Double.isFinite(sum.rest()));
    double total = weights.values().stream().mapToDouble(Math::abs).sum();
    if (!(total > 0) || Double.isInfinite(total)) {
      return new Explanation(List.of(), Map.of(), shares(parts, size(parts)), List.of(), ledger);
    }
    Item recommended = catalogue.item(item);
    List<Reason> reasons = new ArrayList<>();
    List<Item> supporting = new ArrayList<>();
    weights.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<Evidence, Double> entry) -> -Math.abs(entry.getValue())))
        .forEach(
            entry -> {
              double share = entry.getValue() / total;
              reasons.add(
                  entry.getKey().kind.equals(Reason.FRIENDS)
                      ? friends(history.context().neighbours().people(item), share, recommended)
                      : reason(
                          entry.getKey(),
                          share,
                          recommended,
                          Objects.requireNonNull(strongest.get(entry.getKey())).modality()));
              if (entry.getValue() > 0) {
                entry.getKey().event().ifPresent(event -> supporting.add(item(event)));
              }
            });
    return new Explanation(
        reasons,
        shares(domains, total),
        shares(parts, size(parts)),
        this.terms.shared(recommended, supporting, terms),
        ledger);
  }

  /** The score as the sum of what the events of each domain and other evidence gave. */
  private static ScoreLedger ledger(
      double score, List<Contribution> contributions, Map<String, Double> domains) {
    Map<String, Double> other = new LinkedHashMap<>();
    for (Contribution contribution : contributions) {
      if (contribution.event().isEmpty()) {
        other.merge(contribution.kind(), contribution.weight(), Double::sum);
      }
    }
    return ScoreLedger.of(score, domains, other);
  }

  private static double size(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Math::abs).sum();
  }

  private static Map<String, Double> shares(Map<String, Double> weights, double total) {
    Map<String, Double> shares = new LinkedHashMap<>();
    weights.forEach((name, weight) -> shares.put(name, total > 0 ? weight / total : 0));
    return shares;
  }

  private static Evidence evidence(Contribution contribution, ResolvedHistory history) {
    if (contribution.event().isEmpty()) {
      return new Evidence(contribution.kind(), Optional.empty());
    }
    Event event = history.events().get(contribution.event().getAsInt());
    return new Evidence(contribution.kind(), Optional.of(event));
  }

  private static Reason friends(int people, double share, Item recommended) {
    String domain = recommended.key().domain();
    return new Reason(
        Reason.FRIENDS,
        Optional.empty(),
        share,
        ReasonText.forLanguageOf(recommended).friends(people, domain));
  }

  private Reason reason(
      Evidence evidence, double share, Item recommended, Optional<Modality> modality) {
    ReasonText sentences = ReasonText.forLanguageOf(recommended);
    return evidence
        .event()
        .map(
            event -> {
              Optional<Modality> by = modality.filter(ignored -> share >= 0);
              String text =
                  by.map(alike -> sentences.alike(item(event), alike))
                      .orElseGet(() -> sentences.history(item(event), event.type(), share >= 0));
              return new Reason(evidence.kind(), Optional.of(event.item()), share, text, by);
            })
        .orElseGet(
            () ->
                new Reason(
                    evidence.kind(),
                    Optional.empty(),
                    share,
                    sentences.other(evidence.kind(), recommended.key().domain(), share >= 0)));
  }

  /** The item of an event; a deleted item has only its id. */
  private Item item(Event event) {
    int ordinal = catalogue.ordinal(event.item()).orElseThrow();
    return deleted.contains(ordinal)
        ? new Item(event.item(), "", "", Map.of())
        : catalogue.item(ordinal);
  }

  /** Evidence is grouped by kind and item; the latest event represents the item. */
  private record Evidence(String kind, Optional<Event> event) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Evidence that
          && kind.equals(that.kind)
          && event.map(Event::item).equals(that.event.map(Event::item));
    }

    @Override
    public int hashCode() {
      return 31 * kind.hashCode() + event.map(Event::item).hashCode();
    }
  }
}

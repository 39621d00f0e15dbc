package io.kuayu.engine;

import io.kuayu.core.Contribution;
import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Model;
import io.kuayu.core.Reason;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a model's evidence for one item into the few reasons that a person is shown. */
final class Reasons {
  private static final int SHOWN = 3;

  private final Model model;

  Reasons(Model model) {
    this.model = model;
  }

  /**
   * The strongest evidence first. Weights are shares: the absolute weights of all evidence, shown
   * or not, add up to one. Several events with one item count as one piece of evidence.
   */
  List<Reason> of(KnownHistory history, int item) {
    Map<Evidence, Double> weights = new LinkedHashMap<>();
    for (Contribution contribution : model.explain(history.context(), item)) {
      weights.merge(evidence(contribution, history), contribution.weight(), Double::sum);
    }
    double whole = weights.values().stream().mapToDouble(Math::abs).sum();
    if (!(whole > 0) || Double.isInfinite(whole)) {
      return List.of();
    }
    Item recommended = model.catalogue().item(item);
    return weights.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<Evidence, Double> entry) -> -Math.abs(entry.getValue())))
        .limit(SHOWN)
        .map(entry -> reason(entry.getKey(), entry.getValue() / whole, recommended))
        .toList();
  }

  private static Evidence evidence(Contribution contribution, KnownHistory history) {
    if (contribution.event().isEmpty()) {
      return new Evidence(contribution.kind(), Optional.empty());
    }
    Event event = history.events().get(contribution.event().getAsInt());
    return new Evidence(contribution.kind(), Optional.of(event));
  }

  private Reason reason(Evidence evidence, double share, Item recommended) {
    Sentences sentences = Sentences.inTheLanguageOf(recommended);
    return evidence
        .event()
        .map(
            event -> {
              Item earlier = item(event.item());
              String text = sentences.history(earlier, event.type(), share >= 0);
              return new Reason(evidence.kind(), Optional.of(event.item()), share, text);
            })
        .orElseGet(
            () ->
                new Reason(
                    evidence.kind(),
                    Optional.empty(),
                    share,
                    sentences.other(evidence.kind(), recommended.key().domain(), share >= 0)));
  }

  private Item item(ItemKey key) {
    return model.catalogue().item(model.catalogue().ordinal(key).orElseThrow());
  }

  /** Evidence is the same where its kind and item are; the latest event speaks for the item. */
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

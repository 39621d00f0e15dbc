package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.content.Modality;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.Scoring;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The blend's scores of one domain, and each expert's contribution to each score. */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
record BlendScoring(
    Context context,
    List<Model> experts,
    BlendFeatures features,
    float[][] weights,
    TreeScoring trees,
    float[] bonus,
    Catalogue catalogue,
    float[] scores)
    implements Scoring {
  /** The kind of evidence that comes from no expert: frequency and age of the item. */
  private static final String FACTS = "item-facts";

  /** The share of an event's weight from which on images or sounds are named. */
  private static final double TELLING = .25;

  /** What trees make of the moment and the length of the history, whoever reads them. */
  private static final String SITUATION = "situation";

  /**
   * If the sum of an expert's explanation is below this share of its absolute parts, it does not
   * account for the score.
   */
  private static final double CARRIES = .1;

  /**
   * Scores the candidates.
   *
   * @param weights of each segment {@code [segments][features]}
   * @param trees which correct what the weights give
   * @param bonus of items without training events
   */
  static BlendScoring of(
      Context context,
      List<Model> experts,
      BlendFeatures features,
      float[][] weights,
      TreeScoring trees,
      NewItemBonus bonus,
      Catalogue catalogue) {
    float[] scores = new float[features.candidates()];
    features.score(weights, scores);
    trees.addTo(scores);
    BitSet known = new BitSet();
    for (int item : context.items()) {
      known.set(item);
    }
    float[] ofNew =
        bonus.of(
            scores,
            position -> features.segment(position) == 0 && !known.get(features.item(position)),
            features.isSparse());
    for (int position = 0; position < scores.length; position++) {
      scores[position] += ofNew[position];
    }
    return new BlendScoring(context, experts, features, weights, trees, ofNew, catalogue, scores);
  }

  @Override
  public String source(int item) {
    int strongest = 0;
    for (int expert = 1; expert < experts.size(); expert++) {
      strongest = part(expert, item) > part(strongest, item) ? expert : strongest;
    }
    return experts.get(strongest).source(context, item);
  }

  private float part(int expert, int item) {
    int position = catalogue.positionOf(item);
    return features.ofExpert(expert, position, weights[features.segment(position)])
        + trees.ofExpert(expert, position);
  }

  private float facts(int item) {
    int position = catalogue.positionOf(item);
    return features.ofFacts(position, weights[features.segment(position)])
        + trees.ofFacts(position)
        + bonus[position];
  }

  /** Puts what comes from no expert. */
  private void putRest(int item, Map<String, Double> parts) {
    parts.put(FACTS, (double) facts(item));
    if (!trees.isEmpty()) {
      parts.put(SITUATION, (double) trees.ofSituation(catalogue.positionOf(item)));
    }
  }

  @Override
  public Map<String, Double> parts(int item) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int expert = 0; expert < experts.size(); expert++) {
      parts.merge(experts.get(expert).family(), (double) part(expert, item), Double::sum);
    }
    putRest(item, parts);
    return parts;
  }

  @Override
  public List<List<Contribution>> explain(int[] items) {
    List<Evidence> evidence = new ArrayList<>();
    for (int item : items) {
      evidence.add(
          new Evidence(
              item,
              new double[context.length()],
              new EnumMap<>(Modality.class),
              new LinkedHashMap<>()));
    }
    for (int expert = 0; expert < experts.size(); expert++) {
      List<List<Contribution>> own = experts.get(expert).explain(context, items);
      for (int index = 0; index < items.length; index++) {
        share(expert, own.get(index), evidence.get(index));
      }
    }
    return evidence.stream().map(this::contributions).toList();
  }

  /** The explanation of an item's score so far, by event and by kind. */
  private record Evidence(
      int item, double[] events, Map<Modality, double[]> byModality, Map<String, Double> kinds) {
    /** How an event's item is like the scored one, where that carries enough of its weight. */
    Optional<Modality> modality(int event) {
      return byModality.entrySet().stream()
          .filter(own -> events[event] > 0 && own.getValue()[event] >= TELLING * events[event])
          .max(Comparator.comparingDouble(own -> own.getValue()[event]))
          .map(Map.Entry::getKey);
    }
  }

  private void share(int expert, List<Contribution> own, Evidence evidence) {
    double part = part(expert, evidence.item);
    double sum = 0;
    double size = 0;
    for (Contribution contribution : own) {
      sum += contribution.weight();
      size += Math.abs(contribution.weight());
    }
    if (Math.abs(sum) <= CARRIES * size) {
      evidence.kinds.merge(experts.get(expert).family(), part, Double::sum);
      return;
    }
    for (Contribution contribution : own) {
      double weight = part * contribution.weight() / sum;
      if (contribution.event().isPresent()) {
        int event = contribution.event().getAsInt();
        evidence.events[event] += weight;
        contribution
            .modality()
            .map(
                modality ->
                    evidence.byModality.computeIfAbsent(
                        modality, _ -> new double[context.length()]))
            .ifPresent(weights -> weights[event] += weight);
      } else {
        evidence.kinds.merge(contribution.kind(), weight, Double::sum);
      }
    }
  }

  private List<Contribution> contributions(Evidence evidence) {
    putRest(evidence.item, evidence.kinds);
    List<Contribution> contributions = new ArrayList<>();
    for (int event = 0; event < evidence.events.length; event++) {
      Contribution whole = Contribution.ofEvent(event, evidence.events[event]);
      contributions.add(evidence.modality(event).map(whole::in).orElse(whole));
    }
    evidence.kinds.forEach((kind, weight) -> contributions.add(Contribution.of(kind, weight)));
    return contributions;
  }
}

package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Contribution;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.ModelWriter;
import io.kuayu.models.ModelFamilies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums its experts' standardised scores, weighted by what is known of candidate and query. */
final class BlendModel implements Model {
  static final String FAMILY = "blend";

  /** The kind of evidence that no expert gives: frequency and age of the item. */
  private static final String FACTS = "item-facts";

  /** Below this share of its absolute parts, an expert's explanation does not carry its score. */
  private static final double CARRIES = .1;

  private final Catalogue catalogue;
  private final List<String> names;
  private final List<Model> experts;
  private final ItemFacts facts;
  private final Weights weights;

  BlendModel(
      Catalogue catalogue,
      List<String> names,
      List<Model> experts,
      ItemFacts facts,
      Weights weights) {
    this.catalogue = catalogue;
    this.names = List.copyOf(names);
    this.experts = List.copyOf(experts);
    this.facts = facts;
    this.weights = weights;
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    Features features = features(context, domain);
    float[][] bySegment = weights.in(Situation.of(context, domain, catalogue));
    for (int position = 0; position < features.candidates(); position++) {
      float[] own = bySegment[features.segment(position)];
      float sum = features.ofFacts(position, own);
      for (int expert = 0; expert < experts.size(); expert++) {
        sum += features.ofExpert(expert, position, own);
      }
      scores[position] = sum;
    }
  }

  private Features features(Context context, int domain) {
    return Features.of(experts, facts, catalogue, context, domain);
  }

  /** The expert whose score adds most to the item's. */
  @Override
  public String source(Context context, int item) {
    double[] parts = parts(context, item);
    int most = 0;
    for (int expert = 1; expert < experts.size(); expert++) {
      most = parts[expert] > parts[most] ? expert : most;
    }
    return experts.get(most).source(context, item);
  }

  /** What each expert, and last the facts, add to the item's score. */
  private double[] parts(Context context, int item) {
    int domain = catalogue.domainOf(item);
    int position = catalogue.positionOf(item);
    Features features = features(context, domain);
    float[] own = weights.in(Situation.of(context, domain, catalogue))[features.segment(position)];
    double[] parts = new double[experts.size() + 1];
    for (int expert = 0; expert < experts.size(); expert++) {
      parts[expert] = features.ofExpert(expert, position, own);
    }
    parts[experts.size()] = features.ofFacts(position, own);
    return parts;
  }

  /**
   * Each expert's part is shared out as the expert itself explains its score; where its explanation
   * does not carry the part, that stands under the expert's family as a whole.
   */
  @Override
  public List<Contribution> explain(Context context, int item) {
    double[] parts = parts(context, item);
    double[] events = new double[context.length()];
    Map<String, Double> kinds = new LinkedHashMap<>();
    for (int expert = 0; expert < experts.size(); expert++) {
      List<Contribution> own = experts.get(expert).explain(context, item);
      double sum = 0;
      double size = 0;
      for (Contribution contribution : own) {
        sum += contribution.weight();
        size += Math.abs(contribution.weight());
      }
      if (Math.abs(sum) <= CARRIES * size) {
        kinds.merge(experts.get(expert).family(), parts[expert], Double::sum);
        continue;
      }
      for (Contribution contribution : own) {
        double weight = parts[expert] * contribution.weight() / sum;
        if (contribution.event().isPresent()) {
          events[contribution.event().getAsInt()] += weight;
        } else {
          kinds.merge(contribution.kind(), weight, Double::sum);
        }
      }
    }
    kinds.put(FACTS, parts[experts.size()]);
    List<Contribution> contributions = new ArrayList<>();
    for (int event = 0; event < events.length; event++) {
      contributions.add(Contribution.ofEvent(event, events[event]));
    }
    kinds.forEach((kind, weight) -> contributions.add(Contribution.of(kind, weight)));
    return contributions;
  }

  @Override
  public Optional<Model> part(String family) {
    return family.equals(FAMILY)
        ? Optional.of(this)
        : experts.stream().flatMap(expert -> expert.part(family).stream()).findFirst();
  }

  @Override
  public void save(ModelWriter out) {
    out.property("experts", String.join(",", names));
    for (int expert = 0; expert < experts.size(); expert++) {
      ModelWriter within = out.within(names.get(expert));
      within.property("family", experts.get(expert).family());
      experts.get(expert).save(within.within("model"));
    }
    int features = Features.count(experts.size());
    out.floats("weights", weights.values(), weights.values().length / features, features);
    out.property("domains", Integer.toString(weights.domains()));
    out.ints("counts", facts.counts(), facts.counts().length);
    out.longs("firsts", facts.firsts(), facts.firsts().length);
  }

  static BlendModel load(ModelReader in, Catalogue catalogue) {
    List<String> names = List.of(in.property("experts").split(",", -1));
    List<Model> experts = new ArrayList<>();
    for (String name : names) {
      ModelReader within = in.within(name);
      experts.add(
          ModelFamilies.named(within.property("family")).load(within.within("model"), catalogue));
    }
    return new BlendModel(
        catalogue,
        names,
        experts,
        new ItemFacts(in.ints("counts"), in.longs("firsts"), catalogue),
        new Weights(
            Features.count(names.size()),
            Integer.parseInt(in.property("domains")),
            in.floats("weights")));
  }

  @Override
  public void close() {
    experts.forEach(Model::close);
  }
}

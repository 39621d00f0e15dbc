package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.Scoring;
import io.kuayu.model.live.CatalogueExtension;
import io.kuayu.model.live.Extensible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums its experts' standardised scores, weighted by features of the candidate and the query. */
final class BlendModel implements Model, Extensible {
  static final String FAMILY = "blend";

  private static final String ALONE = "alone";

  private final Catalogue catalogue;
  private final List<String> names;
  private final List<Model> experts;
  private final ItemStatistics facts;
  private final BlendWeights weights;
  private final QuestionMoment moment;
  private final TransferChoice transfer;
  private final HomeWeights home;

  BlendModel(
      Catalogue catalogue,
      List<String> names,
      List<Model> experts,
      ItemStatistics facts,
      BlendWeights weights,
      QuestionMoment moment) {
    this(catalogue, names, experts, facts, weights, moment, TransferChoice.ALL, HomeWeights.NONE);
  }

  private BlendModel(
      Catalogue catalogue,
      List<String> names,
      List<Model> experts,
      ItemStatistics facts,
      BlendWeights weights,
      QuestionMoment moment,
      TransferChoice transfer,
      HomeWeights home) {
    this.catalogue = catalogue;
    this.names = List.copyOf(names);
    this.experts = List.copyOf(experts);
    this.facts = facts;
    this.weights = weights;
    this.moment = moment;
    this.transfer = transfer;
    this.home = home;
  }

  /**
   * This model, which reads no more than what was chosen.
   *
   * @param own weights of domains where nothing of others is read
   */
  BlendModel reading(TransferChoice choice, HomeWeights own) {
    return new BlendModel(catalogue, names, experts, facts, weights, moment, choice, own);
  }

  BlendWeights weights() {
    return weights;
  }

  /** This model with experts and facts that were learnt from more events. */
  BlendModel relearnt(List<Model> more, ItemStatistics moreFacts, QuestionMoment later) {
    return new BlendModel(catalogue, names, more, moreFacts, weights, later, transfer, home);
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
    System.arraycopy(scoring(context, domain).scores(), 0, scores, 0, scores.length);
  }

  @Override
  public Scoring scoring(Context context, int domain) {
    Context asked = moment.of(context);
    SourceEvents choice = transfer.of(context, domain, catalogue);
    int[] read = choice.read(context, domain, catalogue);
    BlendWeights used =
        choice.equals(SourceEvents.NONE) ? home.of(domain).orElse(weights) : weights;
    return read.length == context.length()
        ? scoringOfAll(asked, domain, used)
        : new PartialScoring(scoringOfAll(asked.only(read), domain, used), read);
  }

  private BlendScoring scoringOfAll(Context asked, int domain, BlendWeights used) {
    return BlendScoring.of(
        asked,
        experts,
        BlendFeatures.of(experts, facts, catalogue, asked, domain),
        used.in(QuerySegment.of(asked, domain, catalogue)),
        catalogue);
  }

  /** The expert that contributes most to the item's score. */
  @Override
  public String source(Context context, int item) {
    return scoring(context, catalogue.domainOf(item)).source(item);
  }

  /**
   * Each expert's contribution is divided as the expert itself explains its score. If that
   * explanation does not account for the contribution, it is attributed to the expert's family as a
   * whole.
   */
  @Override
  public List<Contribution> explain(Context context, int item) {
    return explain(context, new int[] {item}).getFirst();
  }

  @Override
  public List<List<Contribution>> explain(Context context, int[] items) {
    return items.length == 0
        ? List.of()
        : scoring(context, catalogue.domainOf(items[0])).explain(items);
  }

  /** The vectors of the first expert that reads texts, or else of the first that has any. */
  @Override
  public Optional<Embedding> embedding() {
    List<Embedding> all = experts.stream().flatMap(expert -> expert.embedding().stream()).toList();
    return all.stream()
        .filter(embedding -> embedding.family().equals(BlendFeatures.TEXT))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  @Override
  public Model over(Catalogue later, int[] changed) {
    return new BlendModel(
        later,
        names,
        experts.stream().map(expert -> CatalogueExtension.of(expert, later, changed)).toList(),
        new ItemStatistics(facts.counts(), facts.firsts(), later),
        weights,
        moment,
        transfer,
        home);
  }

  @Override
  public Map<String, Model> experts() {
    Map<String, Model> byName = new LinkedHashMap<>();
    for (int expert = 0; expert < experts.size(); expert++) {
      byName.put(names.get(expert), experts.get(expert));
    }
    return byName;
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
    int features = BlendFeatures.count(experts.size());
    out.floats("weights", weights.values(), weights.values().length / features, features);
    out.property("domains", Integer.toString(weights.domains()));
    if (weights.alone().length > 0) {
      out.property(
          ALONE,
          Arrays.stream(weights.alone())
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(",")));
    }
    moment.save(out);
    out.ints("counts", facts.counts(), facts.counts().length);
    out.longs("firsts", facts.firsts(), facts.firsts().length);
    transfer.save(out);
    home.save(out, features);
  }

  static BlendModel load(ModelReader in, Catalogue catalogue) {
    List<String> names = List.of(in.property("experts").split(",", -1));
    List<Model> experts = new ArrayList<>();
    for (String name : names) {
      ModelReader within = in.within(name);
      experts.add(
          ModelFamilies.named(within.property("family")).load(within.within("model"), catalogue));
    }
    int[] alone =
        in.findProperty(ALONE).stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .mapToInt(Integer::parseInt)
            .toArray();
    int features = BlendFeatures.count(names.size());
    int domains = Integer.parseInt(in.property("domains"));
    return new BlendModel(
        catalogue,
        names,
        experts,
        new ItemStatistics(in.ints("counts"), in.longs("firsts"), catalogue),
        new BlendWeights(features, domains, in.floats("weights")).speakingAlone(alone),
        QuestionMoment.load(in),
        TransferChoice.load(in),
        HomeWeights.load(in, features, domains));
  }

  @Override
  public void close() {
    experts.forEach(Model::close);
  }
}

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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums its experts' standardised scores, weighted by features of the candidate and the query, and
 * what trees make of them.
 */
final class BlendModel implements Model, Extensible {
  static final String FAMILY = "blend";

  private final Catalogue catalogue;
  private final List<String> names;
  private final List<Model> experts;
  private final ItemStatistics facts;
  private final ScoreFusion fusion;
  private final QuestionMoment moment;
  private final TransferChoice transfer;
  private final HomeWeights home;

  BlendModel(
      Catalogue catalogue,
      List<String> names,
      List<Model> experts,
      ItemStatistics facts,
      ScoreFusion fusion,
      QuestionMoment moment) {
    this(catalogue, names, experts, facts, fusion, moment, TransferChoice.ALL, HomeWeights.NONE);
  }

  private BlendModel(
      Catalogue catalogue,
      List<String> names,
      List<Model> experts,
      ItemStatistics facts,
      ScoreFusion fusion,
      QuestionMoment moment,
      TransferChoice transfer,
      HomeWeights home) {
    this.catalogue = catalogue;
    this.names = List.copyOf(names);
    this.experts = List.copyOf(experts);
    this.facts = facts;
    this.fusion = fusion;
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
    return new BlendModel(catalogue, names, experts, facts, fusion, moment, choice, own);
  }

  ScoreFusion fusion() {
    return fusion;
  }

  /** This model with experts and facts that were learnt from more events. */
  BlendModel relearnt(List<Model> more, ItemStatistics moreFacts, QuestionMoment later) {
    return new BlendModel(catalogue, names, more, moreFacts, fusion, later, transfer, home);
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
    ScoreFusion used = choice.equals(SourceEvents.NONE) ? home.of(domain).orElse(fusion) : fusion;
    return read.length == context.length()
        ? scoringOfAll(asked, domain, used)
        : new PartialScoring(scoringOfAll(asked.only(read), domain, used), read);
  }

  private BlendScoring scoringOfAll(Context asked, int domain, ScoreFusion used) {
    BlendFeatures features = BlendFeatures.of(experts, facts, catalogue, asked, domain);
    TreeColumns columns = TreeColumns.of(experts.size(), asked, domain, catalogue);
    return BlendScoring.of(
        asked,
        experts,
        features,
        used.weights().in(columns.situation()),
        new TreeScoring(used.treesOf(domain), columns, features),
        used.bonusOf(domain),
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
    List<Model> extended =
        experts.stream().map(expert -> CatalogueExtension.of(expert, later, changed)).toList();
    return new BlendModel(
        later, names, extended, over(later, changed, extended), fusion, moment, transfer, home);
  }

  /** Facts of items of a later catalogue; new and changed ones have their neighbours found anew. */
  private ItemStatistics over(Catalogue later, int[] changed, List<Model> extended) {
    ItemStatistics statistics = new ItemStatistics(facts.counts(), facts.firsts(), later);
    BitSet wanted = new BitSet();
    wanted.set(catalogue.size(), Math.max(catalogue.size(), later.size()));
    Arrays.stream(changed).forEach(wanted::set);
    return new ItemStatistics(
        facts.counts(),
        facts.firsts(),
        later,
        TextNeighbours.texts(extended)
            .map(texts -> facts.neighbours().found(wanted, texts, statistics, later, 1))
            .orElse(TextNeighbours.NONE));
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
    fusion.save(out, features);
    facts.neighbours().save(out);
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
    int features = BlendFeatures.count(names.size());
    return new BlendModel(
        catalogue,
        names,
        experts,
        new ItemStatistics(
            in.ints("counts"), in.longs("firsts"), catalogue, TextNeighbours.load(in)),
        ScoreFusion.load(in, features),
        QuestionMoment.load(in),
        TransferChoice.load(in),
        HomeWeights.load(in, features));
  }

  @Override
  public void close() {
    experts.forEach(Model::close);
  }
}

package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.content.Modality;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.live.Extensible;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scores an item by the similarities of several modalities, see {@link FusionWeights}. */
final class ContentModel implements Model, Embedding, Extensible {
  /** So that items without the first modality have a direction among those that have it. */
  private static final double MIN_SHARE = .05;

  private final Catalogue catalogue;
  private final List<TextModel> models;
  private final FusionWeights weights;
  private final boolean[][][] present;

  /**
   * @param models of the modalities in the order of the weights
   */
  ContentModel(Catalogue catalogue, List<TextModel> models, FusionWeights weights) {
    this.catalogue = catalogue;
    this.models = List.copyOf(models);
    this.weights = weights;
    present = new boolean[catalogue.domains().size()][][];
    Arrays.setAll(present, domain -> ModalityScores.present(models, domain));
  }

  FusionWeights weights() {
    return weights;
  }

  @Override
  public Model over(Catalogue later, int[] changed) {
    return new ContentModel(
        later, models.stream().map(model -> model.over(later, changed)).toList(), weights);
  }

  @Override
  public Optional<Embedding> embedding() {
    return Optional.of(this);
  }

  @Override
  public int dimension() {
    return models.stream().mapToInt(TextModel::dimension).sum();
  }

  @Override
  public boolean has(int item) {
    return models.stream().anyMatch(model -> model.has(item));
  }

  /** The vectors of all modalities, each as long as the root of its weight beside the first. */
  @Override
  public void copy(int item, float[] target, int at) {
    int begin = at;
    for (int index = 0; index < models.size(); index++) {
      TextModel model = models.get(index);
      model.copy(item, target, begin);
      if (index > 0) {
        double beside = weights.others().get(index - 1).beside();
        float share = (float) Math.max(Math.sqrt(beside), MIN_SHARE);
        for (int axis = begin; axis < begin + model.dimension(); axis++) {
          target[axis] *= share;
        }
      }
      begin += model.dimension();
    }
  }

  @Override
  public String family() {
    return TextModel.FAMILY;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    System.arraycopy(weights.fuse(scores(context, domain)), 0, scores, 0, scores.length);
  }

  private ModalityScores scores(Context context, int domain) {
    boolean knowsFirst = models.getFirst().knows(context);
    return ModalityScores.of(
        models,
        context,
        domain,
        present[domain],
        modality -> weights.needs(modality, knowsFirst, present[domain]));
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    return explain(context, new int[] {item}).getFirst();
  }

  /**
   * What each modality gives is divided among the events as its own similarity is. An event carries
   * the modality that gives it most.
   */
  @Override
  public List<List<Contribution>> explain(Context context, int[] items) {
    if (items.length == 0) {
      return List.of();
    }
    ModalityScores by = scores(context, catalogue.domainOf(items[0]));
    double[] means = weights.means(by);
    return Arrays.stream(items).mapToObj(item -> explain(context, item, by, means)).toList();
  }

  private List<Contribution> explain(Context context, int item, ModalityScores by, double[] means) {
    int position = catalogue.positionOf(item);
    double[][] parts = new double[models.size()][context.length()];
    boolean isMeasured = by.compares(0, position);
    for (int modality = 0; modality < parts.length; modality++) {
      if (by.compares(modality, position)) {
        List<Contribution> own = models.get(modality).explain(context, item);
        double factor = 1;
        if (modality > 0) {
          FusionWeights.Other other = weights.others().get(modality - 1);
          double sum = own.stream().mapToDouble(Contribution::weight).sum();
          double moved = by.scores()[modality][position] - means[modality - 1];
          factor = sum == 0 ? 0 : (isMeasured ? other.beside() : other.alone()) * moved / sum;
        }
        for (Contribution contribution : own) {
          parts[modality][contribution.event().orElseThrow()] += factor * contribution.weight();
        }
      }
    }
    return IntStream.range(0, context.length())
        .mapToObj(event -> contribution(event, parts))
        .filter(contribution -> contribution.weight() != 0)
        .toList();
  }

  private Contribution contribution(int event, double[][] parts) {
    double sum = 0;
    int most = 0;
    for (int modality = 0; modality < parts.length; modality++) {
      sum += parts[modality][event];
      most = parts[modality][event] > parts[most][event] ? modality : most;
    }
    Contribution whole = Contribution.ofEvent(event, sum);
    Modality modality = models.get(most).modality();
    return modality == Modality.TEXT ? whole : whole.in(modality);
  }

  @Override
  public void save(ModelWriter out) {
    weights.save(out);
    models.forEach(model -> model.save(out.within(model.modality().lowerCase())));
  }

  @Override
  public void close() {
    models.forEach(Model::close);
  }
}

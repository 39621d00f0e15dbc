package io.kuayu.model.bundle;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A model that answers over a different catalogue than the one it was trained on. Ordinals are
 * translated to the model's catalogue, and its scores are mapped back. Costs one extra pass over
 * the scores.
 */
final class RemappedModel implements Model {
  private final Catalogue catalogue;
  private final Model model;
  private final int[] ordinals;
  private final int[] domains;

  /**
   * @param catalogue over which to answer
   * @param model whose catalogue holds all items of it
   */
  RemappedModel(Catalogue catalogue, Model model) {
    this.catalogue = catalogue;
    this.model = model;
    ordinals = new int[catalogue.size()];
    Arrays.setAll(ordinals, item -> model.catalogue().ordinal(catalogue.key(item)).orElseThrow());
    domains = new int[catalogue.domains().size()];
    Arrays.setAll(
        domains, domain -> model.catalogue().domains().indexOf(catalogue.domains().get(domain)));
  }

  @Override
  public String family() {
    return model.family();
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    int[] own = catalogue.ordinals(domain);
    if (own.length == 0) {
      return;
    }
    Catalogue theirs = model.catalogue();
    float[] all = new float[theirs.ordinals(domains[domain]).length];
    model.score(translated(context), domains[domain], all);
    for (int position = 0; position < own.length; position++) {
      scores[position] = all[theirs.positionOf(ordinals[own[position]])];
    }
  }

  private Context translated(Context context) {
    return context.mapped(item -> ordinals[item]);
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    return model.explain(translated(context), ordinals[item]);
  }

  @Override
  public String source(Context context, int item) {
    return model.source(translated(context), ordinals[item]);
  }

  @Override
  public Optional<Embedding> embedding() {
    return model.embedding().map(own -> new TranslatedEmbedding(own, ordinals));
  }

  @Override
  public Optional<Model> part(String family) {
    return model.part(family);
  }

  @Override
  public void save(ModelWriter out) {
    throw new UnsupportedOperationException("the bundle that it came from is kept as it is");
  }

  @Override
  public void close() {
    model.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // Shared column of the hot path.
  private record TranslatedEmbedding(Embedding own, int[] ordinals) implements Embedding {
    @Override
    public String family() {
      return own.family();
    }

    @Override
    public int dimension() {
      return own.dimension();
    }

    @Override
    public boolean has(int item) {
      return own.has(ordinals[item]);
    }

    @Override
    public void copy(int item, float[] target, int at) {
      own.copy(ordinals[item], target, at);
    }
  }
}

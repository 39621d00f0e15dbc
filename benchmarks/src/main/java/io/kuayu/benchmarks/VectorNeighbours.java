package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.TiledVectors;
import java.util.Arrays;

/** Scores as {@code text} does with its defaults, by vectors from anywhere. */
final class VectorNeighbours implements Model {
  private static final int TILE = 1024;
  private static final int HISTORY = 15;
  private static final double DECAY = .7;
  private static final double SHARPNESS = 5;

  private final Catalogue catalogue;
  private final ContentVectors vectors;
  private final TiledVectors[] domains;

  VectorNeighbours(Catalogue catalogue, ContentVectors vectors) {
    this.catalogue = catalogue;
    this.vectors = vectors;
    this.domains = new TiledVectors[catalogue.domains().size()];
    for (int domain = 0; domain < domains.length; domain++) {
      int[] items = catalogue.ordinals(domain);
      domains[domain] = TiledVectors.of(items.length, TILE, vectors.width());
      for (int position = 0; position < items.length; position++) {
        domains[domain].set(position, vectors.values(), items[position] * vectors.width());
      }
    }
  }

  @Override
  public String family() {
    return "vectors";
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    Arrays.fill(scores, 0);
    int[] past = context.items();
    int[] items = catalogue.ordinals(domain);
    float[] products = new float[TILE];
    double weight = 1;
    int taken = 0;
    for (int event = past.length - 1; event >= 0 && taken < HISTORY; event--) {
      if (!vectors.has(past[event]) || isRepeated(past, event)) {
        continue;
      }
      float[] own = vectors.gather(new int[] {past[event]});
      for (int tile = 0; tile < domains[domain].tiles(); tile++) {
        domains[domain].products(tile, own, products);
        int first = tile * TILE;
        for (int item = 0; item < Math.min(TILE, items.length - first); item++) {
          scores[first + item] += (float) (weight * Math.exp(SHARPNESS * products[item]));
        }
      }
      weight *= DECAY;
      taken++;
    }
    for (int position = 0; position < items.length; position++) {
      scores[position] = vectors.has(items[position]) ? scores[position] : -1;
    }
  }

  private static boolean isRepeated(int[] past, int event) {
    return Arrays.stream(past, event + 1, past.length).anyMatch(later -> later == past[event]);
  }

  @Override
  public void save(ModelWriter out) {
    throw new UnsupportedOperationException("a probe is not kept");
  }
}

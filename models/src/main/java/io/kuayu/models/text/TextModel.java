package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Contribution;
import io.kuayu.core.Model;
import io.kuayu.core.ModelWriter;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.Whitening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores an item by its {@link Likeness} to the last events. */
final class TextModel implements Model {
  static final String FAMILY = "text";
  static final String VECTORS = "vectors";
  static final String PRESENT = "present";

  private final Catalogue catalogue;
  private final EncoderIdentity encoder;
  private final Whitening whitening;
  private final Likeness likeness;
  private final DomainVectors[] domains;

  /**
   * @param vectors whitened, of length 1, zeros without text, {@code [items, dimension]}
   * @param present whether an item has text {@code [items]}
   */
  TextModel(
      Catalogue catalogue,
      EncoderIdentity encoder,
      Whitening whitening,
      Likeness likeness,
      float[] vectors,
      boolean[] present) {
    this.catalogue = catalogue;
    this.encoder = encoder;
    this.whitening = whitening;
    this.likeness = likeness;
    domains = new DomainVectors[catalogue.domains().size()];
    Arrays.setAll(
        domains,
        domain ->
            DomainVectors.of(vectors, present, catalogue.ordinals(domain), whitening.dimension()));
  }

  /** An event whose item has text. */
  private static final class Past {
    final int event;
    final float[] vector;
    final float weight;

    Past(int event, float[] vector, float weight) {
      this.event = event;
      this.vector = vector;
      this.weight = weight;
    }
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
    List<Past> past = past(context);
    float weights = weights(past);
    DomainVectors vectors = domains[domain];
    float[] products = new float[DomainVectors.TILE];
    float[] most = new float[DomainVectors.TILE];
    float[] sum = new float[DomainVectors.TILE];
    int items = catalogue.ordinals(domain).length;
    for (int tile = 0; tile < vectors.tiles(); tile++) {
      Arrays.fill(most, past.isEmpty() ? 0 : Float.NEGATIVE_INFINITY);
      Arrays.fill(sum, 0);
      for (Past event : past) {
        vectors.products(tile, event.vector, products);
        collect(products, event.weight, most, sum);
      }
      int first = tile * DomainVectors.TILE;
      int count = Math.min(DomainVectors.TILE, items - first);
      for (int item = 0; item < count; item++) {
        scores[first + item] =
            vectors.has(first + item) ? total(most[item], sum[item], weights) : likeness.lowest();
      }
    }
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    DomainVectors vectors = domains[catalogue.domainOf(item)];
    int position = catalogue.positionOf(item);
    List<Past> past = past(context);
    if (past.isEmpty() || !vectors.has(position)) {
      return List.of();
    }
    double weights = weights(past);
    float[] own = vectors.vector(position);
    double[] parts = new double[past.size()];
    int nearest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int index = 0; index < parts.length; index++) {
      Past event = past.get(index);
      double cosine = event.weight * cosine(event.vector, own);
      parts[index] = likeness.mean() * cosine / weights;
      if (cosine > most) {
        most = cosine;
        nearest = index;
      }
    }
    parts[nearest] += most;
    List<Contribution> contributions = new ArrayList<>();
    for (int index = 0; index < parts.length; index++) {
      if (parts[index] != 0) {
        contributions.add(Contribution.ofEvent(past.get(index).event, parts[index]));
      }
    }
    return contributions;
  }

  @Override
  public void save(ModelWriter out) {
    int dimension = whitening.dimension();
    float[] vectors = new float[catalogue.size() * dimension];
    int[] present = new int[catalogue.size()];
    for (int item = 0; item < present.length; item++) {
      DomainVectors ofDomain = domains[catalogue.domainOf(item)];
      int position = catalogue.positionOf(item);
      present[item] = ofDomain.has(position) ? 1 : 0;
      System.arraycopy(ofDomain.vector(position), 0, vectors, item * dimension, dimension);
    }
    out.floats(VECTORS, vectors, present.length, dimension);
    out.ints(PRESENT, present, present.length);
    out.property("history", Integer.toString(likeness.history()));
    out.property("history-decay", Double.toString(likeness.decay()));
    out.property("mean-weight", Double.toString(likeness.mean()));
    encoder.save(out);
    whitening.save(out);
  }

  /** The last different items with a text, newest first. */
  private List<Past> past(Context context) {
    List<Past> past = new ArrayList<>();
    int[] items = context.items();
    for (int event = items.length - 1; event >= 0 && past.size() < likeness.history(); event--) {
      DomainVectors vectors = domains[catalogue.domainOf(items[event])];
      int position = catalogue.positionOf(items[event]);
      if (vectors.has(position) && isNewest(items, event)) {
        past.add(new Past(event, vectors.vector(position), likeness.weight(past.size())));
      }
    }
    return past;
  }

  private static boolean isNewest(int[] items, int event) {
    for (int later = event + 1; later < items.length; later++) {
      if (items[later] == items[event]) {
        return false;
      }
    }
    return true;
  }

  private float total(float most, float sum, float weights) {
    return weights == 0 ? most : most + (float) likeness.mean() * sum / weights;
  }

  private static float weights(List<Past> past) {
    float weights = 0;
    for (Past event : past) {
      weights += event.weight;
    }
    return weights;
  }

  private static void collect(float[] products, float weight, float[] most, float[] sum) {
    for (int item = 0; item < DomainVectors.TILE; item++) {
      float weighted = weight * products[item];
      most[item] = Math.max(most[item], weighted);
      sum[item] += weighted;
    }
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}

package io.kuayu.models.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.RemovalExplanation;
import io.kuayu.models.dense.DenseLayer;
import io.kuayu.models.dense.ItemMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Serves the trained towers in plain Java. The items pass through their tower once, when the model
 * is created; each query passes through the user tower. Items that the training did not see are
 * scored by their words. Thread-safe.
 */
public final class TowersModel implements Model {
  private final Catalogue catalogue;
  private final TowersWeights weights;
  private final float[] vectors;
  private final HistoryFeatures features;
  private final DenseLayer inner;
  private final DenseLayer outer;
  private final ItemMatrix items;

  public TowersModel(Catalogue catalogue, HashedWords words, TowersWeights weights) {
    this.catalogue = catalogue;
    this.weights = weights;
    features = new HistoryFeatures(weights.domains(), weights.decay());
    vectors = ItemTowerInput.of(catalogue, words, weights);
    inner = layer(TowersWeights.USER + TowersWeights.INNER);
    outer = layer(TowersWeights.USER + TowersWeights.OUTER);
    float[] bias = Arrays.copyOf(weights.get(TowersWeights.BIAS), catalogue.size());
    boolean[] known = new boolean[catalogue.size()];
    float[] unseen = lowestBias();
    for (int item = 0; item < catalogue.size(); item++) {
      int domain = catalogue.domainOf(item);
      known[item] = weights.seen(item) || (words.of(item).length > 0 && domain < unseen.length);
      if (!weights.seen(item)) {
        bias[item] = domain < unseen.length ? unseen[domain] : 0;
      }
    }
    float[] results =
        ItemTowerInput.throughTower(
            vectors,
            layer(TowersWeights.ITEM + TowersWeights.INNER),
            layer(TowersWeights.ITEM + TowersWeights.OUTER));
    items = new ItemMatrix(catalogue, results, bias, known, weights.embedding());
  }

  /** An item without events gets the bias of the rarest item that has some. */
  private float[] lowestBias() {
    float[] lowest = new float[weights.domains()];
    for (int item = 0; item < weights.items(); item++) {
      if (weights.seen(item)) {
        int domain = catalogue.domainOf(item);
        lowest[domain] = Math.min(lowest[domain], weights.get(TowersWeights.BIAS)[item]);
      }
    }
    return lowest;
  }

  private DenseLayer layer(String name) {
    return DenseLayer.of(weights.get(name + "weight"), weights.get(name + "bias"));
  }

  @Override
  public String family() {
    return TowersFamily.NAME;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    items.score(person(context, domain), domain, scores);
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    int domain = catalogue.domainOf(item);
    return RemovalExplanation.explain(
        context, weights.length(), shorter -> items.score(person(shorter, domain), item));
  }

  @Override
  public void save(ModelWriter out) {
    weights.write(out);
  }

  public TowersWeights weights() {
    return weights;
  }

  /** The person's vector for a domain, {@code [embedding]}. */
  public float[] person(Context context, int domain) {
    int width = weights.embedding();
    int domains = weights.domains();
    int[] history = context.last(weights.length()).items();
    int[] domainOf = Arrays.stream(history).map(catalogue::domainOf).toArray();
    float[] shares = features.weights(domainOf);
    float[] input = new float[HistoryFeatures.size(domains, width)];
    for (int event = 0; event < history.length; event++) {
      if (shares[event] > 0) {
        int to = domainOf[event] * width;
        ItemTowerInput.add(shares[event], vectors, history[event] * width, input, to, width);
      }
    }
    int at = domains * width;
    if (history.length > 0) {
      System.arraycopy(vectors, history[history.length - 1] * width, input, at, width);
    }
    at += width;
    System.arraycopy(features.counts(domainOf), 0, input, at, domains);
    at += domains;
    if (domain < domains) {
      System.arraycopy(weights.get(TowersWeights.TARGETS), domain * width, input, at, width);
    }
    float[] middle = new float[inner.outputs()];
    inner.apply(input, 0, middle);
    DenseLayer.rectify(middle);
    float[] result = new float[width];
    outer.apply(middle, 0, result);
    return result;
  }
}

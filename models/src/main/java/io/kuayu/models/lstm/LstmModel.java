package io.kuayu.models.lstm;

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
 * Serves what the training has learnt in plain Java. Its scores are the logits under the sigmoids,
 * which order items alike. Events of items that the training did not see are skipped. Thread-safe.
 */
public final class LstmModel implements Model {
  private final Catalogue catalogue;
  private final LstmWeights weights;
  private final float[] embeddings;
  private final float[] seen;
  private final DenseLayer fromInput;
  private final DenseLayer fromHidden;
  private final ItemMatrix items;

  public LstmModel(Catalogue catalogue, LstmWeights weights) {
    this.catalogue = catalogue;
    this.weights = weights;
    embeddings = weights.get(LstmWeights.INPUT);
    seen = weights.get(LstmWeights.SEEN);
    fromInput =
        DenseLayer.of(weights.get(LstmWeights.WEIGHT_INPUT), weights.get(LstmWeights.BIAS_INPUT));
    fromHidden =
        DenseLayer.of(weights.get(LstmWeights.WEIGHT_HIDDEN), weights.get(LstmWeights.BIAS_HIDDEN));
    boolean[] known = new boolean[catalogue.size()];
    for (int item = 0; item < seen.length; item++) {
      known[item] = seen[item] > 0;
    }
    items =
        new ItemMatrix(
            catalogue,
            Arrays.copyOf(weights.get(LstmWeights.OUTPUT), catalogue.size() * weights.hidden()),
            Arrays.copyOf(weights.get(LstmWeights.OUTPUT_BIAS), catalogue.size()),
            known,
            weights.hidden());
  }

  @Override
  public String family() {
    return LstmFamily.NAME;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    items.score(state(context), domain, scores);
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    return RemovalExplanation.explain(
        context, weights.length(), shorter -> items.score(state(shorter), item));
  }

  @Override
  public void save(ModelWriter out) {
    weights.write(out);
  }

  /** The state after the beginning and the last known events, {@code [hidden]}. */
  public float[] state(Context context) {
    int hidden = weights.hidden();
    float[] state = new float[hidden];
    float[] cell = new float[hidden];
    float[] gates = new float[4 * hidden];
    float[] more = new float[4 * hidden];
    advance(seen.length, state, cell, gates, more);
    for (int item : context.last(weights.length()).items()) {
      if (item < seen.length && seen[item] > 0) {
        advance(item, state, cell, gates, more);
      }
    }
    return state;
  }

  private void advance(int row, float[] state, float[] cell, float[] gates, float[] more) {
    int hidden = state.length;
    fromInput.apply(embeddings, row * weights.embedding(), gates);
    fromHidden.apply(state, 0, more);
    for (int unit = 0; unit < hidden; unit++) {
      float in = sigmoid(gates[unit] + more[unit]);
      float forget = sigmoid(gates[hidden + unit] + more[hidden + unit]);
      float fresh = tanh(gates[2 * hidden + unit] + more[2 * hidden + unit]);
      float out = sigmoid(gates[3 * hidden + unit] + more[3 * hidden + unit]);
      cell[unit] = forget * cell[unit] + in * fresh;
      state[unit] = out * tanh(cell[unit]);
    }
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  private static float tanh(float x) {
    return (float) (2 / (1 + Math.exp(-2.0 * x)) - 1);
  }
}

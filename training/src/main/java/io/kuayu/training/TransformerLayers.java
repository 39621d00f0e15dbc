package io.kuayu.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import io.kuayu.models.dense.ParameterShapes;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Layers of Transformers on the engine, over named weights. */
public final class TransformerLayers {
  private static final float EPSILON = 1e-5f;

  private final TrainableWeights weights;

  /**
   * Puts parameters onto the engine.
   *
   * @param weights filled with them
   */
  public TransformerLayers(
      TrainableWeights weights, ParameterShapes sizes, Map<String, float[]> values) {
    this(weights, sizes, values, Set.of());
  }

  /**
   * Puts parameters onto the engine, except some that steps read row by row.
   *
   * @param weights filled with them
   * @param tables names of the parameters {@code [rows, width]} that become tables
   */
  public TransformerLayers(
      TrainableWeights weights,
      ParameterShapes sizes,
      Map<String, float[]> values,
      Set<String> tables) {
    this.weights = weights;
    sizes
        .all()
        .forEach(
            (name, size) -> {
              float[] initial = ParameterShapes.named(values, name);
              if (tables.contains(name)) {
                weights.rows(name, initial.clone(), size[1]);
              } else {
                weights.dense(name, initial, Arrays.stream(size).asLongStream().toArray());
              }
            });
  }

  public NDArray weight(String name) {
    return ParameterShapes.named(weights.dense(), name);
  }

  /** The rows of a table. */
  public static NDArray rows(NDArray table, NDArray indices) {
    return table
        .getNDArrayInternal()
        .embedding(indices, table, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  public NDArray linear(NDArray x, String part) {
    return x.matMul(weight(ParameterShapes.weight(part))).add(weight(ParameterShapes.bias(part)));
  }

  /** Normalises each row. */
  public NDArray norm(NDArray x, String part) {
    NDArray scale = weight(ParameterShapes.weight(part));
    return x.getNDArrayInternal()
        .layerNorm(x, scale.getShape(), scale, weight(ParameterShapes.bias(part)), EPSILON)
        .singletonOrThrow();
  }

  /**
   * Dropout.
   *
   * @param share of values to drop; 0 outside training
   */
  public static NDArray drop(NDArray x, float share) {
    return share > 0 ? x.getNDArrayInternal().dropout(x, share, true).singletonOrThrow() : x;
  }
}

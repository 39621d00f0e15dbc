package io.kuayu.model;

/**
 * Where a model puts what it has learnt. Tensors are named, flat and row-major; how they are stored
 * is the writer's business, so a model can be saved, shipped and loaded without any object
 * serialisation.
 */
public interface ModelWriter {
  /**
   * Keeps a tensor of floats.
   *
   * @param shape whose product is the number of values
   */
  void floats(String name, float[] values, int... shape);

  /** Keeps a tensor of ints. */
  void ints(String name, int[] values, int... shape);

  /** Keeps a tensor of longs. */
  void longs(String name, long[] values, int... shape);

  /** Keeps a small value, such as an option that scoring needs. */
  void property(String name, String value);

  /** A writer whose names stand apart from this one's, for a model that holds other models. */
  ModelWriter within(String part);
}

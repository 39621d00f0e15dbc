package io.kuayu.model;

import io.kuayu.core.KuayuException;
import java.util.Optional;

/**
 * Where a model finds what it has learnt; the other side of {@link ModelWriter}. Every method
 * throws a {@link KuayuException} where the name is missing or of another type.
 */
public interface ModelReader {
  float[] floats(String name);

  int[] ints(String name);

  long[] longs(String name);

  /** The shape of a tensor of any type. */
  int[] shape(String name);

  String property(String name);

  /** A property that bundles of earlier editions may lack. */
  Optional<String> findProperty(String name);

  /** The reader of a model that was saved {@link ModelWriter#within} this one. */
  ModelReader within(String part);
}

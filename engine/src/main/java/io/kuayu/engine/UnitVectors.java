package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Embedding;

/** Vectors of a catalogue's items, of length 1, for cosines. */
final class UnitVectors {
  private final Catalogue catalogue;
  private final Embedding embedding;

  UnitVectors(Catalogue catalogue, Embedding embedding) {
    this.catalogue = catalogue;
    this.embedding = embedding;
  }

  /** The family that made them. */
  String family() {
    return embedding.family();
  }

  int dimension() {
    return embedding.dimension();
  }

  boolean has(int item) {
    return embedding.has(item);
  }

  /** The vector of an item; zeros where nothing is known of it. */
  float[] of(int item) {
    float[] vector = new float[embedding.dimension()];
    embedding.copy(item, vector, 0);
    float length = (float) Math.sqrt(dot(vector, vector));
    for (int axis = 0; axis < vector.length && length > 0; axis++) {
      vector[axis] /= length;
    }
    return vector;
  }

  /** The cosine of the vector with each item of a domain; not a number where it has none. */
  float[] cosines(float[] vector, int domain) {
    int[] items = catalogue.ordinals(domain);
    float[] cosines = new float[items.length];
    for (int position = 0; position < items.length; position++) {
      cosines[position] =
          embedding.has(items[position]) ? dot(vector, of(items[position])) : Float.NaN;
    }
    return cosines;
  }

  static float dot(float[] left, float[] right) {
    float sum = 0;
    for (int axis = 0; axis < left.length; axis++) {
      sum += left[axis] * right[axis];
    }
    return sum;
  }
}

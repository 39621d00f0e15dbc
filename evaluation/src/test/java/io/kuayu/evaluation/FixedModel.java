package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;

/** A model whose scores a test writes down. */
record FixedModel(String family, Catalogue catalogue, Scores rule) implements Model {
  /** The score of an item ordinal for a context. */
  @FunctionalInterface
  interface Scores {
    float of(Context context, int item);
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    int[] ordinals = catalogue.ordinals(domain);
    for (int position = 0; position < ordinals.length; position++) {
      scores[position] = rule.of(context, ordinals[position]);
    }
  }

  @Override
  public void save(ModelWriter out) {
    throw new UnsupportedOperationException("a test model is not saved");
  }
}

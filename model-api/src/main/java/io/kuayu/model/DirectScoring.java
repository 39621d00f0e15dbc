package io.kuayu.model;

import io.kuayu.core.Context;
import java.util.List;
import java.util.Map;

/** The scoring of a model that is its own and only source. */
@SuppressWarnings("ArrayRecordComponent") // Shared column of the hot path.
record DirectScoring(Model model, Context context, int domain, float[] scores) implements Scoring {
  static Scoring of(Model model, Context context, int domain) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    model.score(context, domain, scores);
    return new DirectScoring(model, context, domain, scores);
  }

  @Override
  public String source(int item) {
    return model.source(context, item);
  }

  @Override
  public Map<String, Double> parts(int item) {
    return Map.of(source(item), (double) scores[model.catalogue().positionOf(item)]);
  }

  @Override
  public List<List<Contribution>> explain(int[] items) {
    return model.explain(context, items);
  }
}

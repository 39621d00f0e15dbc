package io.kuayu.model;

import java.util.List;
import java.util.Map;

/**
 * The scores of one domain for one context, with the intermediate results that explain single
 * items: the sources of a whole list cost one scoring instead of one for each item. Used by one
 * thread for one answer.
 */
public interface Scoring {
  /** One score an item of the domain, {@code [catalogue.ordinals(domain).length]}; shared. */
  float[] scores();

  /**
   * Which family carried the score of an item.
   *
   * @param item ordinal, of this domain
   */
  String source(int item);

  /**
   * What each source added to the score of an item, by its name; one entry where the model does not
   * blend others.
   *
   * @param item ordinal, of this domain
   */
  Map<String, Double> parts(int item);

  /**
   * The contributions of {@link Model#explain} for each item, in their order.
   *
   * @param items ordinals, of this domain
   */
  List<List<Contribution>> explain(int[] items);
}

package io.kuayu.model;

import java.util.List;
import java.util.Map;

/**
 * The scores of one domain for one context, together with what it takes to account for some of
 * them: so the sources of a whole list cost one scoring and not one for each item. Used by one
 * thread; belongs to one answer.
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
   * What {@link Model#explain} tells of each item, in their order.
   *
   * @param items ordinals, of this domain
   */
  List<List<Contribution>> explain(int[] items);
}

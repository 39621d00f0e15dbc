package io.kuayu.model.live;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;

/** A model that knows by itself how to serve a later catalogue; others are saved and loaded. */
public interface Extensible {
  /**
   * This model over a later catalogue; shares what it has learnt, which stays unchanged. Costs the
   * reading of the new and changed items.
   *
   * @param later the model's catalogue, with items replaced in their places and items behind
   * @param changed ordinals, in both catalogues, of items whose text is another
   */
  Model over(Catalogue later, int[] changed);
}

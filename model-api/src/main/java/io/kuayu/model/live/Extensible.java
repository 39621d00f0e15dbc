package io.kuayu.model.live;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;

/** A model that can adapt itself to a later catalogue; other models are saved and loaded. */
public interface Extensible {
  /**
   * This model over a later catalogue; it shares the trained weights, which stay unchanged. The
   * cost is that of encoding the new and changed items.
   *
   * @param later the model's catalogue, with items replaced in place and items appended
   * @param changed ordinals, in both catalogues, of items whose text has changed
   */
  Model over(Catalogue later, int[] changed);
}

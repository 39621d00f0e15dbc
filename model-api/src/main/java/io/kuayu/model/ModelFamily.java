package io.kuayu.model;

import io.kuayu.core.Catalogue;
import java.util.List;

/**
 * A kind of model: what it is called and how a trained one is loaded. Stateless. Implementations
 * are found by {@link java.util.ServiceLoader}; see {@link TrainerProvider} for their training.
 */
public interface ModelFamily {
  /** The name by which people choose it ({@code --model item-knn}). */
  String name();

  /** Further names by which people may choose it; outputs write {@link #name}. */
  default List<String> aliases() {
    return List.of();
  }

  /** One sentence on what it is good for. */
  String description();

  /**
   * The model that was saved.
   *
   * @param in what {@link Model#save} wrote
   * @param catalogue the catalogue of the training, or an extension of it ({@link Catalogue#with})
   */
  Model load(ModelReader in, Catalogue catalogue);
}

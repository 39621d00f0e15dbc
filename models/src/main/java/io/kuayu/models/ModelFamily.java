package io.kuayu.models;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.dp.Guarantee;
import java.util.Optional;

/** A kind of model: how it is trained and how it is loaded again. Stateless. */
public interface ModelFamily {
  /** The name by which people choose it ({@code --model item-knn}). */
  String name();

  /** One sentence on what it is good for. */
  String description();

  /**
   * A trainer with these options. Reads every option that the family has, with its default and
   * bounds, and leaves problems in the settings, for the caller to {@link Settings#check}.
   *
   * @param options the block {@code models.NAME} of the configuration
   */
  Trainer trainer(Settings options);

  /** Whether a training can start from a model of other data ({@code train --from}). */
  default boolean startsFromModels() {
    return false;
  }

  /**
   * Whether a training does nothing but count and solve: then a person is unlearnt exactly, by
   * counting again without them. Others hold traces of everybody in weights.
   */
  default boolean unlearnsByCounting() {
    return false;
  }

  /**
   * What a training with these options promises about the people in its data; empty where nothing.
   *
   * @param options as for {@link #trainer}
   */
  default Optional<Guarantee> guarantee(Settings options) {
    return Optional.empty();
  }

  /**
   * The model that was saved.
   *
   * @param in what {@link Model#save} wrote
   * @param catalogue the catalogue of the training, or an extension of it ({@link Catalogue#with})
   */
  Model load(ModelReader in, Catalogue catalogue);
}

package io.kuayu.model;

import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.dp.Guarantee;
import java.util.Map;
import java.util.Optional;

/**
 * How models of one family are trained. It stands apart from {@link ModelFamily}, so that a process
 * that only serves needs no training code. A family whose training is plain Java implements both in
 * one class; others are found by {@link java.util.ServiceLoader}. Stateless.
 */
public interface TrainerProvider {
  /** The {@link ModelFamily#name() name} of the family. */
  String name();

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
   * counting again without them. The weights of other families hold traces of all users.
   */
  default boolean unlearnsByCounting() {
    return false;
  }

  /**
   * What a training with these options promises about the people in its data; empty where nothing.
   * A training that promises something chooses nothing by the validation part, whose people it
   * would tell of.
   *
   * @param options as for {@link #trainer}
   */
  default Optional<Guarantee> guarantee(Settings options) {
    return Optional.empty();
  }

  /** Versions of the libraries that the training computes with, for a model's provenance. */
  default Map<String, String> libraries() {
    return Map.of();
  }
}

package io.kuayu.model.bundle;

import java.util.Map;

/**
 * The provenance of a model, as recorded by its trainer.
 *
 * @param corpusFingerprint identifies the data, as stated by the corpus
 * @param split how the data were split, such as {@code leave-one-out}
 * @param seed of the training
 * @param configuration every option of the training, as {@code models.ease.lambda → 100}
 * @param metrics what was measured, as {@code food.ndcg@10 → 0.08}; empty if nothing was measured
 * @param notes further facts, such as the encoder's name and licence
 * @param trainSeconds how long the training took
 */
public record Provenance(
    String corpusFingerprint,
    String split,
    long seed,
    Map<String, String> configuration,
    Map<String, Double> metrics,
    Map<String, String> notes,
    double trainSeconds) {
  public Provenance {
    configuration = Map.copyOf(configuration);
    metrics = Map.copyOf(metrics);
    notes = Map.copyOf(notes);
  }
}

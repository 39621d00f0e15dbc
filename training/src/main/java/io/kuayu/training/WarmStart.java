package io.kuayu.training;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingRun;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Shared functions of trainings that start from a trained model ({@code train --from}). */
public final class WarmStart {
  private WarmStart() {}

  /**
   * The model to start from, even if it is part of a blend; empty if the run starts from scratch.
   *
   * @param family such as {@code transformer}
   * @param called such as "a transformer"
   * @throws KuayuException if the given model contains none of the family
   */
  public static <M extends Model> Optional<M> model(
      TrainingRun run, String family, String called, Class<M> type) {
    if (run.start().isEmpty()) {
      return Optional.empty();
    }
    Model given = run.start().get();
    Model model = given.part(family).orElse(given);
    if (!type.isInstance(model)) {
      throw new KuayuException(
          ErrorCode.INCOMPATIBLE_START,
          called + " cannot start from a bundle of '" + given.family() + "'",
          "name the bundle of " + called + ", or of a blend with one");
    }
    return Optional.of(type.cast(model));
  }

  /** A hash of the weights to start from: a checkpoint of another start is not used. */
  public static int fingerprint(Map<String, float[]> weights) {
    int hash = 1;
    for (float[] values : weights.values()) {
      hash = 31 * hash + Arrays.hashCode(values);
    }
    return hash;
  }
}

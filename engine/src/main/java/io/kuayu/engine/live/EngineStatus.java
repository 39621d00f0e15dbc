package io.kuayu.engine.live;

import io.kuayu.core.KuayuException;
import io.kuayu.model.bundle.Manifest;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a {@link ReloadingEngine} at one moment.
 *
 * @param serving the version that answers; empty where none does
 * @param failure why the current version on disk is not the one that answers; empty where it is
 */
public record EngineStatus(Optional<Serving> serving, Optional<Throwable> failure) {
  /**
   * The version that answers.
   *
   * @param manifest its description
   * @param items of its catalogue
   * @param since the moment from which it has answered
   */
  public record Serving(Manifest manifest, int items, Instant since) {}

  /** The failure in words, with its remedy where it has one. */
  public Optional<String> problem() {
    return failure.map(
        cause ->
            cause instanceof KuayuException known
                ? known.getMessage() + "; " + known.remedy()
                : cause.toString());
  }
}

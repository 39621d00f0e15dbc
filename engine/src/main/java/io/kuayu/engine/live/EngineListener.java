package io.kuayu.engine.live;

import io.kuayu.model.bundle.Manifest;
import java.time.Duration;
import java.util.Optional;

/**
 * Learns what a {@link ReloadingEngine} does, for metrics and caches. It is called on the thread
 * that does it, so it has to be quick and thread-safe; its own exceptions are logged and dropped.
 */
public interface EngineListener {
  /** A version answers from now on. */
  default void loaded(Manifest manifest, Duration took) {}

  /** The current version could not be found or loaded; the one before answers on. */
  default void loadFailed(Throwable failure) {}

  /** A request was answered, or failed. */
  default void answered(
      EngineOperation operation, Duration took, Optional<RuntimeException> failure) {}
}

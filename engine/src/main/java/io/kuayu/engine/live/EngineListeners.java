package io.kuayu.engine.live;

import io.kuayu.model.bundle.Manifest;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Several listeners as one. What one of them throws concerns neither the others nor a request. */
final class EngineListeners implements EngineListener {
  private static final Logger LOG = System.getLogger(EngineListeners.class.getName());

  private final List<EngineListener> all;

  EngineListeners(List<EngineListener> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void loaded(Manifest manifest, Duration took) {
    tell(listener -> listener.loaded(manifest, took));
  }

  @Override
  public void loadFailed(Throwable failure) {
    tell(listener -> listener.loadFailed(failure));
  }

  @Override
  public void answered(
      EngineOperation operation, Duration took, Optional<RuntimeException> failure) {
    tell(listener -> listener.answered(operation, took, failure));
  }

  private void tell(Consumer<EngineListener> event) {
    for (EngineListener listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException failure) {
        LOG.log(Logger.Level.WARNING, "a listener of the engine failed", failure);
      }
    }
  }
}

package io.kuayu.spring;

import io.kuayu.core.KuayuException;
import io.kuayu.engine.live.EngineListener;
import io.kuayu.engine.live.EngineOperation;
import io.kuayu.model.bundle.Manifest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine's meters: {@code kuayu.requests} (a timer by operation and error), {@code
 * kuayu.reloads} (a timer of the versions that were loaded), {@code kuayu.reload.failures} (a
 * counter by error) and {@code kuayu.model.age}. An error is the code of a {@link KuayuException},
 * else the name of the exception.
 */
final class EngineMetrics implements EngineListener {
  private static final String ERROR = "error";

  private final MeterRegistry registry;
  private final Timer reloads;
  private volatile @Nullable Instant created;

  EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    reloads =
        Timer.builder("kuayu.reloads")
            .description("Versions of the model that were loaded, and how long each took")
            .register(registry);
    TimeGauge.builder("kuayu.model.age", this, TimeUnit.SECONDS, EngineMetrics::age)
        .description("Time since the version that answers was trained")
        .register(registry);
  }

  private double age() {
    Instant trained = created;
    return trained == null
        ? Double.NaN
        : Duration.between(trained, Clock.systemUTC().instant()).toMillis() / 1e3;
  }

  @Override
  public void loaded(Manifest manifest, Duration took) {
    created = Instant.parse(manifest.created());
    reloads.record(took);
  }

  @Override
  public void loadFailed(Throwable failure) {
    registry.counter("kuayu.reload.failures", ERROR, name(failure)).increment();
  }

  @Override
  public void answered(
      EngineOperation operation, Duration took, Optional<RuntimeException> failure) {
    registry
        .timer(
            "kuayu.requests",
            "operation",
            operation.label(),
            ERROR,
            failure.map(EngineMetrics::name).orElse("none"))
        .record(took);
  }

  private static String name(Throwable failure) {
    return failure instanceof KuayuException known
        ? known.code().text()
        : failure.getClass().getSimpleName();
  }
}

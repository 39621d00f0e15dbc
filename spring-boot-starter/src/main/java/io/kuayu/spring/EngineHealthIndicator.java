package io.kuayu.spring;

import io.kuayu.engine.live.EngineStatus;
import io.kuayu.engine.live.ReloadingEngine;
import io.kuayu.model.bundle.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * UP while a version of the model answers, with its name, family, version and age; DOWN with the
 * reason where none does. A new version that could not be loaded is told as {@code reloadFailure}.
 */
final class EngineHealthIndicator extends AbstractHealthIndicator {
  private final ReloadingEngine engine;

  EngineHealthIndicator(ReloadingEngine engine) {
    super("the state of the engine cannot be told");
    this.engine = engine;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    EngineStatus status = engine.status();
    if (status.serving().isEmpty()) {
      builder.down().withDetail("reason", status.problem().orElse("the engine is closed"));
      return;
    }
    EngineStatus.Serving serving = status.serving().orElseThrow();
    Manifest manifest = serving.manifest();
    Duration age = Duration.between(Instant.parse(manifest.created()), Clock.systemUTC().instant());
    builder
        .up()
        .withDetail("model", manifest.name())
        .withDetail("family", manifest.family())
        .withDetail("version", manifest.version())
        .withDetail("ageSeconds", Math.max(0, age.toSeconds()))
        .withDetail("servingSince", serving.since().toString())
        .withDetail("domains", manifest.domains())
        .withDetail("items", serving.items());
    status.problem().ifPresent(problem -> builder.withDetail("reloadFailure", problem));
  }
}

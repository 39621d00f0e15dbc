package io.kuayu.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kuayu.core.KuayuException;
import io.kuayu.engine.Engine;
import io.kuayu.engine.RecommendationEngine;
import io.kuayu.engine.live.EngineListener;
import io.kuayu.engine.live.ReloadingEngine;
import io.kuayu.model.bundle.Manifest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class KuayuAutoConfigurationTest {
  @TempDir Path models;

  private final ApplicationContextRunner plain =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  KuayuAutoConfiguration.class,
                  KuayuHealthAutoConfiguration.class,
                  KuayuMetricsAutoConfiguration.class,
                  HealthContributorAutoConfiguration.class));

  private ApplicationContextRunner application() {
    return plain
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues(
            "kuayu.bundle=" + models.resolve(TrainedShop.NAME), "kuayu.reload-interval=20ms");
  }

  private static Health health(ApplicationContext context) {
    return Objects.requireNonNull(
        context.getBean("kuayuHealthIndicator", HealthIndicator.class).health(true));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came true").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void theEngineAnswersFollowsTheBundleAndIsMeasured() {
    String first = TrainedShop.write(models);
    application()
        .run(
            context -> {
              RecommendationEngine engine = context.getBean(RecommendationEngine.class);
              assertThat(engine.answer(TrainedShop.request()).items()).hasSize(10);
              assertThat(engine.similar(TrainedShop.ITEM, Set.of(), 3).items()).hasSize(3);
              assertThatExceptionOfType(KuayuException.class)
                  .isThrownBy(() -> engine.similar(TrainedShop.ITEM, Set.of("fod"), 3));
              Health health = health(context);
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails())
                  .containsEntry("version", first)
                  .containsEntry("family", "item-knn")
                  .containsEntry("model", "shop")
                  .containsEntry("items", 80)
                  .containsKeys("ageSeconds", "servingSince", "domains");
              String second = TrainedShop.write(models);
              await(() -> engine.name().equals("item-knn/" + second));
              assertThat(health(context).getDetails()).containsEntry("version", second);
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              await(() -> meters.get("kuayu.reloads").timer().count() == 2);
              assertThat(requests(meters, "answer", "none")).isEqualTo(1);
              assertThat(requests(meters, "similar", "none")).isEqualTo(1);
              assertThat(requests(meters, "similar", "domain.unknown")).isEqualTo(1);
              assertThat(meters.get("kuayu.model.age").timeGauge().value(TimeUnit.SECONDS))
                  .isBetween(0.0, 60.0);
            });
  }

  private static long requests(MeterRegistry meters, String operation, String error) {
    return meters
        .get("kuayu.requests")
        .tag("operation", operation)
        .tag("error", error)
        .timer()
        .count();
  }

  @Test
  void isDownWithTheReasonUntilThereIsABundle() {
    application()
        .run(
            context -> {
              Health down = health(context);
              assertThat(down.getStatus()).isEqualTo(Status.DOWN);
              assertThat(String.valueOf(down.getDetails().get("reason")))
                  .contains("there is no bundle in", "name a model's folder");
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              assertThat(
                      meters
                          .get("kuayu.reload.failures")
                          .tag("error", "bundle.missing")
                          .counter()
                          .count())
                  .isPositive();
              TrainedShop.write(models);
              await(() -> health(context).getStatus().equals(Status.UP));
            });
  }

  @Test
  void aStartThatHasToFailFastTellsWhatToDo() {
    application()
        .withPropertyValues("kuayu.fail-fast=true")
        .run(context -> assertThat(analysis(context.getStartupFailure())).contains("no bundle in"));
    plain.run(
        context ->
            assertThat(analysis(context.getStartupFailure()))
                .contains("kuayu.bundle is not set (configuration.invalid)", "name the folder"));
  }

  private static String analysis(@Nullable Throwable failure) {
    FailureAnalysis analysis =
        Objects.requireNonNull(new KuayuFailureAnalyzer().analyze(Objects.requireNonNull(failure)));
    return analysis.getDescription() + " " + analysis.getAction();
  }

  @Test
  void anEngineOfTheApplicationTakesItsPlace() {
    plain
        .withBean(Engine.class, () -> Engine.of(TrainedShop.MODEL))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).hasSingleBean(RecommendationEngine.class);
              assertThat(context).doesNotHaveBean(ReloadingEngine.class);
              assertThat(context).doesNotHaveBean("kuayuHealthIndicator");
            });
    plain
        .withPropertyValues("kuayu.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(RecommendationEngine.class));
  }

  @Test
  void needsNeitherHealthNorMeters() {
    TrainedShop.write(models);
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                KuayuAutoConfiguration.class,
                KuayuHealthAutoConfiguration.class,
                KuayuMetricsAutoConfiguration.class))
        .withClassLoader(
            new FilteredClassLoader("io.micrometer", "org.springframework.boot.health"))
        .withPropertyValues("kuayu.bundle=" + models, "kuayu.model=shop")
        .run(
            context ->
                assertThat(context.getBean(RecommendationEngine.class).name())
                    .startsWith("item-knn/"));
  }

  @Test
  void listenersOfTheApplicationAreToldAndTheEngineIsClosedWithIt() {
    String version = TrainedShop.write(models);
    List<String> loaded = new CopyOnWriteArrayList<>();
    EngineListener listener =
        new EngineListener() {
          @Override
          public void loaded(Manifest manifest, Duration took) {
            loaded.add(manifest.version());
          }
        };
    ReloadingEngine[] kept = new ReloadingEngine[1];
    application()
        .withBean(EngineListener.class, () -> listener)
        .withPropertyValues("management.health.kuayu.enabled=false")
        .run(
            context -> {
              assertThat(loaded).containsExactly(version);
              assertThat(context).doesNotHaveBean("kuayuHealthIndicator");
              kept[0] = context.getBean(ReloadingEngine.class);
            });
    assertThat(kept[0].isReady()).isFalse();
  }
}

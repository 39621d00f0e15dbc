package io.kuayu.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Settings;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Request;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Manifest;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingEngineTest {
  private static final ReloadOptions QUICK =
      ReloadOptions.DEFAULT.withInterval(Duration.ofMillis(20));
  private static final ReloadOptions BY_HAND = ReloadOptions.DEFAULT.withInterval(Duration.ZERO);
  private static final ItemKey ITEM = Sample.catalogue().key(0);

  /** Trained once; each version on disk is the same model. */
  private static final Model MODEL = train();

  @TempDir Path models;

  /** What the engine told. */
  private static final class Told implements EngineListener {
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @Override
    public void loaded(Manifest manifest, Duration took) {
      versions.add(manifest.version());
    }

    @Override
    public void loadFailed(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void answered(
        EngineOperation operation, Duration took, Optional<RuntimeException> failure) {
      requests.add(operation.label() + (failure.isPresent() ? " failed" : ""));
    }
  }

  private Path write() {
    return Bundle.write(
        models, "shop", MODEL, new Provenance("f", "s", 1, Map.of(), Map.of(), Map.of(), 0));
  }

  private static Model train() {
    return ModelFamilies.trainer("item-knn")
        .trainer(Settings.empty())
        .train(Sample.data(3, 60), TrainingRun.quiet(1, Path.of("none")));
  }

  private Bundle current() {
    return Bundle.open(models, "shop");
  }

  private static String version(Path bundle) {
    return String.valueOf(bundle.getFileName());
  }

  private static Request request() {
    return Request.of(
        new History(List.of(Event.of(ITEM, Sample.START))), Sample.START + 100_000_000);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came true").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void newVersionsTakeOverUnderLoadWithoutAFailedRequest() throws Exception {
    String first = version(write());
    AtomicBoolean done = new AtomicBoolean();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (ReloadingEngine engine = ReloadingEngine.open(this::current, QUICK);
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(engine.name()).isEqualTo("item-knn/" + first);
      List<Future<?>> all = new ArrayList<>();
      for (int asker = 0; asker < 2; asker++) {
        all.add(
            askers.submit(
                () -> {
                  while (!done.get()) {
                    Answer answer = engine.answer(request());
                    assertThat(answer.items()).hasSize(10);
                    seen.add(answer.model());
                    assertThat(engine.similar(ITEM, Set.of("games"), 3).items()).hasSize(3);
                    TimeUnit.MILLISECONDS.sleep(1);
                  }
                  return null;
                }));
      }
      for (int reload = 0; reload < 3; reload++) {
        String next = "item-knn/" + version(write());
        await(() -> seen.contains(next));
      }
      done.set(true);
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void aRetiredVersionIsClosedWhenItsLastRequestHasFinished() {
    write();
    List<String> closed = new CopyOnWriteArrayList<>();
    BundleReloader reloader =
        new BundleReloader(
            this::current,
            bundle -> new ClosingModel(bundle.load(), bundle.manifest().version(), closed),
            BY_HAND,
            new Told());
    reloader.start();
    String first = current().manifest().version();
    String later = version(write());
    String answered =
        reloader.use(
            engine -> {
              assertThat(reloader.reload()).isTrue();
              assertThat(reloader.status().serving().orElseThrow().manifest().version())
                  .isEqualTo(later);
              assertThat(closed).isEmpty();
              return engine.answer(request()).model();
            });
    assertThat(answered).endsWith(first);
    assertThat(closed).containsExactly(first);
    reloader.close();
    assertThat(closed).containsExactly(first, later);
  }

  @Test
  void aBrokenVersionChangesNothingAndTheNextOneIsTaken() throws IOException {
    String first = version(write());
    Told told = new Told();
    try (ReloadingEngine engine = ReloadingEngine.open(this::current, BY_HAND, told)) {
      Files.writeString(write().resolve("model.safetensors"), "damaged");
      assertThatExceptionOfType(KuayuException.class)
          .isThrownBy(engine::reload)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_DAMAGED));
      assertThat(engine.answer(request()).model()).endsWith(first);
      assertThat(engine.status().problem().orElseThrow())
          .contains("model.safetensors")
          .contains("train the model again");
      assertThat(told.failures).hasSize(1);
      String third = version(write());
      assertThat(engine.reload()).isTrue();
      assertThat(engine.status().problem()).isEmpty();
      assertThat(told.versions).containsExactly(first, third);
      assertThat(engine.reload()).isFalse();
    }
  }

  /** Its checksums are computed at each attempt, which must not happen at each look. */
  @Test
  void aBrokenVersionIsTriedLessAndLessOften() throws Exception {
    write();
    Told told = new Told();
    try (ReloadingEngine engine = ReloadingEngine.open(this::current, QUICK, told)) {
      Files.writeString(write().resolve("model.safetensors"), "damaged");
      await(() -> told.failures.size() >= 3);
      long start = System.nanoTime();
      await(() -> told.failures.size() >= 5);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
      assertThat(engine.isReady()).isTrue();
    }
  }

  @Test
  void startsWithoutABundleAndAnswersWhenThereIsOne() throws Exception {
    Told told = new Told();
    try (ReloadingEngine engine = ReloadingEngine.start(this::current, QUICK, List.of(told))) {
      assertThat(engine.isReady()).isFalse();
      assertThat(engine.status().problem().orElseThrow()).contains("no trained model 'shop'");
      assertThatExceptionOfType(KuayuException.class)
          .isThrownBy(() -> engine.answer(request()))
          .withMessageContaining("no trained model 'shop'")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_ACTIVE_MODEL));
      write();
      await(engine::isReady);
      assertThat(engine.answer(request()).items()).hasSize(10);
      assertThat(engine.explain(request(), ITEM)).isNotNull();
      assertThat(engine.similar(ITEM, Set.of(), 2).items()).hasSize(2);
      assertThat(told.requests).containsExactly("answer failed", "answer", "explain", "similar");
    }
    assertThatExceptionOfType(KuayuException.class)
        .isThrownBy(() -> ReloadingEngine.open(models.resolve("other")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_MISSING));
  }

  @Test
  void aListenerThatFailsHarmsNobody() {
    write();
    EngineListener failing =
        new EngineListener() {
          @Override
          public void answered(
              EngineOperation operation, Duration took, Optional<RuntimeException> failure) {
            throw new IllegalStateException("a fault of a listener");
          }
        };
    Told told = new Told();
    try (ReloadingEngine engine = ReloadingEngine.open(this::current, BY_HAND, failing, told)) {
      assertThat(engine.answer(request()).items()).hasSize(10);
      assertThat(engine.<String>with(one -> one.name())).isEqualTo(engine.name());
    }
    assertThat(told.requests).containsExactly("answer", "other");
  }

  @Test
  void aNamedVersionIsKept() {
    Path first = write();
    try (ReloadingEngine engine = ReloadingEngine.open(first)) {
      write();
      assertThat(engine.reload()).isFalse();
      assertThat(engine.name()).endsWith(version(first));
    }
  }
}

package io.kuayu.engine.live;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.Engine;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Manifest;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks for the current bundle, loads it where it is another one, and swaps it in. */
final class BundleReloader {
  private static final Logger LOG = System.getLogger(BundleReloader.class.getName());

  /** A broken version costs reading and checking it; the wait between attempts grows up to this. */
  private static final Duration MAX_RETRY = Duration.ofMinutes(5);

  private final Supplier<Bundle> source;
  private final Function<Bundle, Model> loader;
  private final ReloadOptions options;
  private final EngineListener listener;
  private final AtomicReference<@Nullable Version> current = new AtomicReference<>();
  private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("kuayu-reload").factory());

  /** Held while a version is loaded; requests never wait for it. */
  private final ReentrantLock loading = new ReentrantLock();

  /** Guarded by this. */
  private boolean closed;

  /** A loaded version. */
  private record Version(
      ServedEngine served, Path directory, Manifest manifest, int items, Instant since) {}

  /**
   * The last attempt, which failed.
   *
   * @param directory of the version that could not be loaded; empty where none was found
   * @param nanoTime of the attempt
   * @param retry how long that version is let alone
   */
  private record Failure(Throwable cause, Optional<Path> directory, long nanoTime, Duration retry) {
    boolean isWaitingFor(Path version) {
      return directory.equals(Optional.of(version))
          && System.nanoTime() - nanoTime < retry.toNanos();
    }
  }

  /**
   * @param source opens the bundle that is current
   * @param loader reads its model, which is owned by this from then on
   */
  BundleReloader(
      Supplier<Bundle> source,
      Function<Bundle, Model> loader,
      ReloadOptions options,
      EngineListener listener) {
    this.source = source;
    this.loader = loader;
    this.options = options;
    this.listener = listener;
  }

  /** The first attempt, and then one at each interval. */
  void start() {
    poll();
    if (!options.interval().isZero()) {
      long nanos = options.interval().toNanos();
      var _ = poller.scheduleWithFixedDelay(this::poll, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void poll() {
    try {
      var _ = look(false);
    } catch (RuntimeException
        | LinkageError
        | ServiceConfigurationError
        | OutOfMemoryError failed) {
      // It is recorded and told already; one that left this method would stop the polling.
      LOG.log(Logger.Level.DEBUG, "the bundle was not loaded", failed);
    }
  }

  boolean reload() {
    return look(true);
  }

  private boolean look(boolean evenIfBroken) {
    Optional<Path> directory = Optional.empty();
    loading.lock();
    try {
      Bundle bundle = source.get();
      directory = Optional.of(bundle.directory());
      Failure before = failure.get();
      Version serving = current.get();
      if (serving != null && serving.directory().equals(bundle.directory())) {
        failure.set(null);
        return false;
      }
      if (!evenIfBroken && before != null && before.isWaitingFor(bundle.directory())) {
        return false;
      }
      load(bundle);
      failure.set(null);
      return true;
    } catch (RuntimeException
        | LinkageError
        | ServiceConfigurationError
        | OutOfMemoryError failed) {
      record(failed, directory);
      throw failed;
    } finally {
      loading.unlock();
    }
  }

  private void load(Bundle bundle) {
    long start = System.nanoTime();
    Manifest manifest = bundle.manifest();
    Model model = loader.apply(bundle);
    ServedEngine served;
    try {
      Engine engine =
          Engine.of(model, manifest.family() + "/" + manifest.version(), options.seed());
      if (options.warmUp()) {
        EngineWarmUp.of(engine, options.seed());
      }
      served = new ServedEngine(engine);
    } catch (RuntimeException | Error failed) {
      model.close();
      throw failed;
    }
    int items = model.catalogue().size();
    swap(new Version(served, bundle.directory(), manifest, items, Clock.systemUTC().instant()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    LOG.log(
        Logger.Level.INFO,
        "{0} {1} of family {2} answers, loaded in {3} ms",
        manifest.name(),
        manifest.version(),
        manifest.family(),
        took.toMillis());
    listener.loaded(manifest, took);
  }

  private void swap(Version next) {
    Version retired;
    synchronized (this) {
      retired = closed ? next : current.getAndSet(next);
    }
    if (retired != null) {
      retired.served().leave();
    }
  }

  private void record(Throwable cause, Optional<Path> directory) {
    Failure before = failure.get();
    boolean again = before != null && directory.isPresent() && before.directory().equals(directory);
    Duration retry = again && before != null ? doubled(before.retry()) : options.interval();
    failure.set(new Failure(cause, directory, System.nanoTime(), retry));
    if (before == null || !String.valueOf(cause).equals(String.valueOf(before.cause()))) {
      LOG.log(
          Logger.Level.WARNING,
          current.get() == null
              ? "no bundle could be loaded: {0}"
              : "a new bundle could not be loaded, the one before answers on: {0}",
          status().problem().orElse(""));
    }
    listener.loadFailed(cause);
  }

  private static Duration doubled(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : twice;
  }

  /**
   * Uses the version of this moment, which is not closed before the use has ended.
   *
   * @throws KuayuException where there is none
   */
  <T> T use(Function<Engine, T> use) {
    Version version = current.get();
    while (version != null && !version.served().enter()) {
      version = current.get();
    }
    if (version == null) {
      throw new KuayuException(
          ErrorCode.NO_ACTIVE_MODEL,
          "no model is loaded: " + status().problem().orElse("the engine is closed"),
          "train a model, or wait until it is loaded");
    }
    try {
      return use.apply(version.served().engine());
    } finally {
      version.served().leave();
    }
  }

  EngineStatus status() {
    Version version = current.get();
    Failure failed = failure.get();
    return new EngineStatus(
        version == null
            ? Optional.empty()
            : Optional.of(
                new EngineStatus.Serving(version.manifest(), version.items(), version.since())),
        failed == null ? Optional.empty() : Optional.of(failed.cause()));
  }

  /** Throws what the last attempt threw, where nothing is loaded. */
  void requireLoaded() {
    Failure failed = failure.get();
    if (current.get() != null || failed == null) {
      return;
    }
    switch (failed.cause()) {
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException(cause);
    }
  }

  void close() {
    poller.shutdown();
    Version last;
    synchronized (this) {
      closed = true;
      last = current.getAndSet(null);
    }
    if (last != null) {
      last.served().leave();
    }
  }
}

package io.kuayu.engine.live;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.Engine;
import io.kuayu.engine.RecommendationEngine;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import io.kuayu.model.bundle.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An engine that follows a trained model on disk: when another version becomes current, it is
 * loaded and warmed up in the background, takes over at once, and the version before is closed when
 * its last request has finished. Each request uses one version from start to end, so no request
 * fails or waits because of a reload. A version that cannot be loaded changes nothing: the one
 * before answers on, and the next look tries again.
 *
 * <p>Thread-safe. Two versions are in memory during a reload. For people's consent use {@link
 * #with} and a {@link io.kuayu.engine.consent.ConsentedEngine}; where items change without a new
 * model, use {@link LiveEngine}.
 */
public final class ReloadingEngine implements RecommendationEngine, AutoCloseable {
  private final BundleReloader reloader;
  private final EngineListeners listeners;

  private ReloadingEngine(BundleReloader reloader, EngineListeners listeners) {
    this.reloader = reloader;
    this.listeners = listeners;
  }

  /**
   * An engine that answers with the current version of a model, and follows it every ten seconds.
   *
   * @param folder of a model, such as {@code work/models/blend}, or of one of its versions, which
   *     is then kept
   * @throws KuayuException where no bundle can be loaded
   */
  public static ReloadingEngine open(Path folder) {
    return open(() -> Bundle.named(folder), ReloadOptions.DEFAULT);
  }

  /**
   * As {@link #start}, and fails where it could not load.
   *
   * @throws KuayuException where no bundle can be loaded
   */
  public static ReloadingEngine open(
      Supplier<Bundle> current, ReloadOptions options, EngineListener... listeners) {
    ReloadingEngine engine = start(current, options, List.of(listeners));
    try {
      engine.reloader.requireLoaded();
      return engine;
    } catch (RuntimeException | Error failure) {
      engine.close();
      throw failure;
    }
  }

  /**
   * Loads the current bundle, and follows it from then on. Where that fails, the engine is there
   * without a model, tells why by {@link #status}, and answers as soon as a look finds one.
   *
   * @param current opens the bundle that is current; called at every look, on one thread at a time
   */
  public static ReloadingEngine start(
      Supplier<Bundle> current, ReloadOptions options, List<EngineListener> listeners) {
    EngineListeners all = new EngineListeners(listeners);
    BundleReloader reloader = new BundleReloader(current, Bundle::load, options, all);
    reloader.start();
    return new ReloadingEngine(reloader, all);
  }

  @Override
  public Answer answer(Request request) {
    return timed(EngineOperation.ANSWER, engine -> engine.answer(request));
  }

  @Override
  public Explanation explain(Request request, ItemKey item) {
    return timed(EngineOperation.EXPLAIN, engine -> engine.explain(request, item));
  }

  @Override
  public Answer similar(ItemKey item, Set<String> domains, int size) {
    return timed(EngineOperation.SIMILAR, engine -> engine.similar(item, domains, size));
  }

  /**
   * Runs several calls on one version of the model, which stays open until they have finished. The
   * engine must not be kept.
   */
  public <T> T with(Function<Engine, T> use) {
    return timed(EngineOperation.OTHER, use);
  }

  @Override
  public boolean offers(ItemKey item) {
    return reloader.use(engine -> engine.offers(item));
  }

  @Override
  public Catalogue catalogue() {
    return reloader.use(Engine::catalogue);
  }

  /** The family and the version that answers, such as {@code blend/20261127T101500.000000000Z}. */
  @Override
  public String name() {
    return reloader.use(Engine::name);
  }

  /** Whether a model answers. */
  public boolean isReady() {
    return reloader.status().serving().isPresent();
  }

  /** What answers, and why the version on disk does not where that is so. */
  public EngineStatus status() {
    return reloader.status();
  }

  /**
   * Looks for a new version now, and returns when it answers.
   *
   * @return whether another version took over
   * @throws KuayuException where there is no bundle or it cannot be loaded; the version before
   *     answers on
   */
  public boolean reload() {
    return reloader.reload();
  }

  /** Stops looking, and closes the model when the last request has finished. */
  @Override
  public void close() {
    reloader.close();
  }

  private <T> T timed(EngineOperation operation, Function<Engine, T> use) {
    long start = System.nanoTime();
    Optional<RuntimeException> failure = Optional.empty();
    try {
      return reloader.use(use);
    } catch (RuntimeException failed) {
      failure = Optional.of(failed);
      throw failed;
    } finally {
      listeners.answered(operation, Duration.ofNanos(System.nanoTime() - start), failure);
    }
  }
}

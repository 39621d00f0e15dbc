package io.kuayu.application.erasure;

import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running server holds beside its stores: the corpus in memory, which the mark of an erasure
 * hides at once, and a work folder, which is not always free to be changed. A request waits ten
 * seconds for the work folder; what takes longer goes on behind it, and where the end of the server
 * breaks it off, the next start takes it up. Thread-safe.
 */
public final class RunningData implements LearntData {
  private static final Logger LOG = LoggerFactory.getLogger(RunningData.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LearntData folder;
  private final ToLongFunction<String> inMemory;
  private final Supplier<List<String>> models;
  private final Consumer<List<String>> recounted;
  private final Duration patience;

  /**
   * @param folder the files; {@link NoFolder} where there are none
   * @param inMemory how many events of a person the corpus in memory holds
   * @param models names of all models that may have learnt from it
   * @param recounted is told of the models that were counted again
   */
  public RunningData(
      LearntData folder,
      ToLongFunction<String> inMemory,
      Supplier<List<String>> models,
      Consumer<List<String>> recounted) {
    this(folder, inMemory, models, recounted, PATIENCE);
  }

  RunningData(
      LearntData folder,
      ToLongFunction<String> inMemory,
      Supplier<List<String>> models,
      Consumer<List<String>> recounted,
      Duration patience) {
    this.folder = folder;
    this.inMemory = inMemory;
    this.models = models;
    this.recounted = recounted;
    this.patience = patience;
  }

  @Override
  public Holding open(String user) {
    long events = inMemory.applyAsLong(user);
    if (folder == NoFolder.INSTANCE) {
      return new InMemory(events, List.of());
    }
    try {
      return new Behind(folder.open(user));
    } catch (KuayuException failure) {
      LOG.warn("an erasure leaves the work folder for later: {}", failure.getMessage());
      return new InMemory(events, STEPS);
    }
  }

  @Override
  public List<String> finish() {
    List<String> names = folder.finish();
    recounted.accept(names);
    return names;
  }

  /** A server of data that it was given in memory. */
  public enum NoFolder implements LearntData {
    INSTANCE;

    @Override
    public Holding open(String user) {
      throw new IllegalStateException("there is no work folder");
    }

    @Override
    public List<String> finish() {
      return List.of();
    }
  }

  /** Work on the folder that a request does not wait for to its end. */
  private final class Behind implements Holding {
    private final Holding inner;

    Behind(Holding inner) {
      this.inner = inner;
    }

    @Override
    public long events() {
      return inner.events();
    }

    @Override
    public boolean hasFriends() {
      return inner.hasFriends();
    }

    @Override
    public Removal remove() {
      CompletableFuture<Removal> done = new CompletableFuture<>();
      Thread.ofPlatform().daemon().name("erasure").start(() -> remove(done));
      try {
        return done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return inner.soFar();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return inner.soFar();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException(e.getCause());
      }
    }

    private void remove(CompletableFuture<Removal> done) {
      try {
        Removal removal = inner.remove();
        recounted.accept(removal.recounted());
        done.complete(removal);
      } catch (RuntimeException | Error failure) {
        LOG.error("an erasure is left for later: {}", failure.getClass().getName());
        done.completeExceptionally(failure);
      }
    }

    @Override
    public Removal soFar() {
      return inner.soFar();
    }

    @Override
    public List<String> waiting() {
      return inner.waiting();
    }

    @Override
    public Map<String, Boolean> check(Consumer<Path> naming) {
      return inner.check(naming);
    }
  }

  private final class InMemory implements Holding {
    private final long events;
    private final List<String> pending;

    InMemory(long events, List<String> pending) {
      this.events = events;
      this.pending = pending;
    }

    @Override
    public long events() {
      return events;
    }

    @Override
    public Removal remove() {
      return soFar();
    }

    @Override
    public Removal soFar() {
      return new Removal(pending.isEmpty() ? events : 0, 0, List.of(), pending);
    }

    @Override
    public List<String> waiting() {
      return events > 0 ? models.get() : List.of();
    }

    @Override
    public Map<String, Boolean> check(Consumer<Path> naming) {
      return Map.of();
    }
  }
}

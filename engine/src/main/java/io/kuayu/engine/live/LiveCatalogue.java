package io.kuayu.engine.live;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.engine.Engine;
import io.kuayu.engine.store.ItemChange;
import io.kuayu.engine.store.ItemStore;
import io.kuayu.model.Model;
import io.kuayu.model.live.CatalogueExtension;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Builds the next engine from the current one and the pending changes. One thread does this.
 * Upserts that arrive while it works are batched into its next run.
 */
final class LiveCatalogue {
  private static final Logger LOG = System.getLogger(LiveCatalogue.class.getName());

  /** How often a shared store is polled for the changes of other processes. */
  private static final long PERIOD_MILLISECONDS = 1_000;

  private final AtomicReference<@Nullable ServedEngine> current;
  private final ItemStore store;
  private final Seed seed;
  private final ExecutorService builder =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("live-items").factory());

  private final ScheduledExecutorService pollingThread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("shared-items").factory());

  /** Guards the fields below and every change of {@link #current}. */
  private final Object lock = new Object();

  /** When each deleted item was deleted, by {@link #clock}. */
  private final Map<ItemKey, Long> deleted = new HashMap<>();

  private long clock;

  /** The number of the last change read from the store. */
  private long seen;

  private boolean asked;
  private Map<ItemKey, Item> pending = new LinkedHashMap<>();
  private CompletableFuture<Void> applied = new CompletableFuture<>();

  LiveCatalogue(AtomicReference<@Nullable ServedEngine> current, ItemStore store, Seed seed) {
    this.current = current;
    this.store = store;
    this.seed = seed;
    ItemStore.Recent stored = store.since(0);
    seen = stored.number();
    for (ItemChange change : stored.changes()) {
      switch (change) {
        case ItemChange.Upserted upserted -> {}
        case ItemChange.Deleted deletedItem -> deleted.put(deletedItem.key(), clock);
      }
    }
    if (store.isShared()) {
      var _ =
          pollingThread.scheduleWithFixedDelay(
              this::follow, PERIOD_MILLISECONDS, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Applies the changes that other processes have stored. The store is read under the lock, so that
   * an older read does not undo a local change.
   */
  private void follow() {
    try {
      synchronized (lock) {
        ItemStore.Recent recent = store.since(seen);
        for (ItemChange change : recent.changes()) {
          switch (change) {
            case ItemChange.Upserted(Item item) when !isOffered(item) -> {
              pending.put(item.key(), item);
              asked = true;
            }
            case ItemChange.Upserted _ -> {}
            case ItemChange.Deleted(ItemKey key) -> markDeleted(key);
          }
        }
        seen = recent.number();
        if (asked) {
          builder.execute(this::build);
        }
      }
    } catch (RuntimeException failure) {
      // The next poll tries again; an exception that left this method would stop the polling.
      if (!pollingThread.isShutdown()) {
        LOG.log(Logger.Level.WARNING, "changes of items by other servers are not seen", failure);
      }
    }
  }

  private boolean isOffered(Item item) {
    if (pending.containsKey(item.key())) {
      return item.equals(pending.get(item.key()));
    }
    ServedEngine serving = current.get();
    return serving != null
        && !deleted.containsKey(item.key())
        && isKnown(serving.engine().catalogue(), item);
  }

  CompletableFuture<Void> upsert(List<Item> items) {
    synchronized (lock) {
      store.apply(items.stream().map(item -> (ItemChange) new ItemChange.Upserted(item)).toList());
      items.forEach(item -> pending.put(item.key(), item));
      asked = true;
      CompletableFuture<Void> future = applied;
      builder.execute(this::build);
      return future;
    }
  }

  void delete(List<ItemKey> items) {
    synchronized (lock) {
      store.apply(items.stream().map(key -> (ItemChange) new ItemChange.Deleted(key)).toList());
      items.forEach(this::markDeleted);
    }
  }

  private void markDeleted(ItemKey key) {
    pending.remove(key);
    deleted.put(key, ++clock);
    ServedEngine serving = current.get();
    if (serving != null) {
      serving.engine().setDeleted(key, true);
    }
  }

  /** Applies all stored changes to the model and activates it. */
  void activate(Model model, String name) {
    try {
      CompletableFuture.runAsync(() -> begin(model, name), builder).join();
    } catch (CompletionException failure) {
      model.close();
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private void begin(Model model, String name) {
    List<Item> later = new ArrayList<>();
    for (ItemChange change : store.changes()) {
      if (change instanceof ItemChange.Upserted upserted) {
        later.add(upserted.item());
      }
    }
    Optional<Model> extended = over(model, later);
    Engine engine = Engine.of(extended.orElse(model), name, seed);
    EngineWarmUp.of(engine, seed);
    if (extended.isPresent()) {
      model.close();
    }
    publish(new ServedEngine(engine), Set.of(), 0);
    build();
  }

  /** The model over a catalogue with these items; empty where they are unchanged. */
  private static Optional<Model> over(Model model, List<Item> later) {
    Catalogue catalogue = model.catalogue();
    List<Item> different = later.stream().filter(item -> !isKnown(catalogue, item)).toList();
    return different.isEmpty()
        ? Optional.empty()
        : Optional.of(CatalogueExtension.of(model, catalogue.updated(different)));
  }

  private static boolean isKnown(Catalogue catalogue, Item item) {
    return catalogue.ordinal(item.key()).stream()
        .anyMatch(ordinal -> catalogue.item(ordinal).equals(item));
  }

  private void build() {
    ServedEngine before = current.get();
    if (before == null) {
      return;
    }
    Map<ItemKey, Item> taken;
    CompletableFuture<Void> done;
    long moment;
    synchronized (lock) {
      if (!asked) {
        return;
      }
      asked = false;
      moment = clock;
      taken = pending;
      done = applied;
      pending = new LinkedHashMap<>();
      applied = new CompletableFuture<>();
    }
    try {
      Engine engine = before.engine();
      ServedEngine next =
          over(engine.model(), List.copyOf(taken.values()))
              .map(model -> new ServedEngine(engine.after(model, seed, taken.keySet())))
              .orElse(before);
      publish(next, taken.keySet(), moment);
      done.complete(null);
    } catch (RuntimeException | Error failure) {
      done.completeExceptionally(failure);
    }
  }

  /**
   * Activates an engine.
   *
   * @param upserted the items that were upserted
   * @param moment until when deletions of those are outdated: what was deleted while it was read
   *     stays deleted
   */
  private void publish(ServedEngine next, Set<ItemKey> upserted, long moment) {
    synchronized (lock) {
      for (ItemKey key : upserted) {
        if (deleted.getOrDefault(key, moment) <= moment) {
          deleted.remove(key);
          next.engine().setDeleted(key, false);
        }
      }
      deleted.keySet().forEach(key -> next.engine().setDeleted(key, true));
      ServedEngine before = current.getAndSet(next);
      if (before != null && before.engine() != next.engine()) {
        before.leave();
      }
    }
  }

  void close() {
    pollingThread.shutdownNow();
    builder.shutdown();
    synchronized (lock) {
      ServedEngine last = current.getAndSet(null);
      if (last != null) {
        last.leave();
      }
    }
  }
}

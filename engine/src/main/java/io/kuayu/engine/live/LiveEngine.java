package io.kuayu.engine.live;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.engine.Engine;
import io.kuayu.engine.consent.ConsentedEngine;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.filter.AttributeIndex;
import io.kuayu.engine.map.ItemMap;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.store.ItemStore;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose model and items change while it answers. Each request uses one {@link Engine}
 * from start to end. A change builds another engine in the background and then swaps it in, so no
 * request fails or waits. People's consent is respected; see {@link PersonalEngine}.
 *
 * <p>Thread-safe. A deleted item is not recommended from the next request on. An upserted item is
 * recommended as soon as its text has been processed, for which {@link #upsert} gives a future.
 */
public final class LiveEngine implements PersonalEngine, AutoCloseable {
  private final AtomicReference<@Nullable ServedEngine> current = new AtomicReference<>();
  private final LiveCatalogue changes;

  /**
   * An engine without a model; it answers nothing before {@link #activate}.
   *
   * @param items stays owned by the caller
   * @param seed decides the order of items with equal scores
   */
  public LiveEngine(ItemStore items, Seed seed) {
    changes = new LiveCatalogue(current, items, seed);
  }

  /**
   * Loads a bundle, applies the changes of live items, warms it up, and then answers with it. The
   * previous model answers until then, and completes the requests that have begun.
   */
  public void activate(Bundle bundle) {
    String version = bundle.directory().getFileName().toString();
    activate(bundle.load(), bundle.manifest().family() + "/" + version);
  }

  /**
   * As above, with a model that is loaded already.
   *
   * @param model owned by this engine from now on
   * @param name the model name that answers report
   */
  public void activate(Model model, String name) {
    changes.activate(model, name);
  }

  /** Whether a model is active. */
  public boolean isReady() {
    return current.get() != null;
  }

  @Override
  public Answer answer(Person person, PersonalRequest request) {
    return with(engine -> new ConsentedEngine(engine).answer(person, request));
  }

  @Override
  public Explanation explain(Person person, PersonalRequest request, ItemKey item) {
    return with(engine -> new ConsentedEngine(engine).explain(person, request, item));
  }

  @Override
  public float[] scores(Person person, PersonalRequest request, List<ItemKey> candidates) {
    return with(engine -> new ConsentedEngine(engine).scores(person, request, candidates));
  }

  @Override
  public List<ItemKey> unknownItems(Person person, PersonalRequest request) {
    return with(engine -> new ConsentedEngine(engine).unknownItems(person, request));
  }

  @Override
  public Answer similar(ItemKey item, Set<String> domains, int size) {
    return with(engine -> engine.similar(item, domains, size));
  }

  /** As {@link Engine#map}. */
  public Optional<ItemMap> map(Set<String> domains, int maxItems) {
    return with(engine -> engine.map(domains, maxItems));
  }

  /**
   * Stores items, new or changed. They are durable when this returns, and recommended when the
   * future is complete, about a second later.
   *
   * @return completed exceptionally where the model could not process them
   */
  public CompletableFuture<Void> upsert(List<Item> some) {
    return changes.upsert(some);
  }

  /**
   * Deletes items; deletions of unknown ones are stored too. Durable and in force when this
   * returns.
   */
  public void delete(List<ItemKey> some) {
    changes.delete(some);
  }

  @Override
  public boolean offers(ItemKey item) {
    return with(engine -> engine.offers(item));
  }

  @Override
  public Catalogue catalogue() {
    return with(Engine::catalogue);
  }

  /** As {@link Engine#attributes}. */
  public AttributeIndex attributes() {
    return with(Engine::attributes);
  }

  @Override
  public String model() {
    return with(Engine::name);
  }

  /** Stops the background work and closes the model when the last request has finished. */
  @Override
  public void close() {
    changes.close();
  }

  private <T> T with(Function<Engine, T> use) {
    ServedEngine serving = current.get();
    while (serving != null && !serving.enter()) {
      serving = current.get();
    }
    if (serving == null) {
      throw new KuayuException(
          ErrorCode.NO_ACTIVE_MODEL, "no model is active yet", "train a model and activate it");
    }
    try {
      return use.apply(serving.engine());
    } finally {
      serving.leave();
    }
  }
}

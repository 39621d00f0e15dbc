package io.kuayu.engine.live;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.engine.Engine;
import io.kuayu.engine.map.ItemMap;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.ItemStore;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose model, items and events change while it answers. Each request works on one {@link
 * Engine} from its beginning to its end; a change makes another one aside and then puts it in
 * place, so no request fails or waits.
 *
 * <p>Thread-safe. Events count from the next request on. A deleted item is not recommended from the
 * next request on; an upserted one is recommended as soon as its text was read, for which {@link
 * #upsert} gives a future.
 */
public final class LiveEngine implements AutoCloseable {
  /** How much of a person's stored history is read for a request. */
  private static final int LONGEST_HISTORY = 1_000;

  private final EventStore events;
  private final AtomicReference<@Nullable ServedEngine> current = new AtomicReference<>();
  private final LiveCatalogue changes;

  /**
   * An engine without a model, that answers nothing before {@link #activate}.
   *
   * @param events stays owned by the caller, as do the items
   * @param seed decides which of two items with one score comes first
   */
  public LiveEngine(EventStore events, ItemStore items, Seed seed) {
    this.events = events;
    changes = new LiveCatalogue(current, items, seed);
  }

  /**
   * Loads a bundle, brings it to the live items, warms it up, and answers with it from then on.
   * What answered before does so until then, and to the end of the requests that have begun.
   */
  public void activate(Bundle bundle) {
    String version = bundle.directory().getFileName().toString();
    activate(bundle.load(), bundle.manifest().family() + "/" + version);
  }

  /**
   * As above, with a model that is loaded already.
   *
   * @param model owned by this engine from now on
   * @param name what answers are signed with
   */
  public void activate(Model model, String name) {
    changes.activate(model, name);
  }

  /** Whether requests are answered. */
  public boolean isReady() {
    return current.get() != null;
  }

  /** Answers a request about someone of whom nothing is stored. */
  public Answer answer(Request request) {
    return with(engine -> engine.answer(request));
  }

  /** Answers a request about a user; the events of the request come on top of what is stored. */
  public Answer answer(String user, Request request) {
    Request whole = about(user, request);
    return with(engine -> engine.answer(whole));
  }

  /** As {@link Engine#explain}. */
  public Explanation explain(Request request, ItemKey item) {
    return with(engine -> engine.explain(request, item));
  }

  /** As {@link Engine#scores}. */
  public float[] scores(Request request, List<ItemKey> candidates) {
    return with(engine -> engine.scores(request, candidates));
  }

  /** As {@link Engine#similar}. */
  public Answer similar(ItemKey item, Set<String> domains, int size) {
    return with(engine -> engine.similar(item, domains, size));
  }

  /** As {@link Engine#map}. */
  public Optional<ItemMap> map(int most) {
    return with(engine -> engine.map(most));
  }

  /** The request with what is stored of a user before the events that it brings. */
  public Request about(String user, Request request) {
    List<Event> all = new ArrayList<>(events.history(user, LONGEST_HISTORY).events());
    all.addAll(request.history().events());
    return request.withHistory(new History(all));
  }

  /**
   * Stores items, new or changed. They are durable when this returns, and recommended when the
   * future is complete, about a second later.
   *
   * @return completed with an exception where the model could not read them
   */
  public CompletableFuture<Void> upsert(List<Item> some) {
    return changes.upsert(some);
  }

  /** Deletes items; unknown ones are kept in mind. Durable and in force when this returns. */
  public void delete(List<ItemKey> some) {
    changes.delete(some);
  }

  /** Whether an item is known and not deleted. */
  public boolean offers(ItemKey item) {
    return with(engine -> engine.offers(item));
  }

  /** The catalogue of this moment; deleted items are still in it. */
  public Catalogue catalogue() {
    return with(Engine::catalogue);
  }

  /** What answers are signed with. */
  public String model() {
    return with(Engine::name);
  }

  /** Ends the background work and closes the model when the last request has left. */
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
      throw new KuayuException("no model is active yet", "train a model and activate it");
    }
    try {
      return use.apply(serving.engine());
    } finally {
      serving.leave();
    }
  }
}

package io.kuayu.application.serving;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.live.LiveEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows, finds, stores and deletes the items that a running engine recommends. Thread-safe. */
public final class ItemService {
  private static final int PATIENCE_SECONDS = 30;

  private final LiveEngine engine;

  private final AuditTrail audit;

  ItemService(LiveEngine engine, AuditTrail audit) {
    this.engine = engine;
    this.audit = audit;
  }

  /** The item; empty where there is none, or no longer. */
  public Optional<Item> item(ItemKey key) {
    Catalogue catalogue = engine.catalogue();
    return engine.offers(key)
        ? Optional.of(catalogue.item(catalogue.ordinal(key).orElseThrow()))
        : Optional.empty();
  }

  /** As {@link #putAll}, for one item. */
  public boolean put(Actor actor, Item item) {
    return put(actor, "item.put", details(item.key()), List.of(item));
  }

  /**
   * Stores items of a domain, new or changed. They are durable when this returns.
   *
   * @return whether they can be recommended already; false where that takes more than 30 seconds
   * @throws io.kuayu.core.KuayuException where the audit log cannot be written; then none is stored
   */
  public boolean putAll(Actor actor, String domain, List<Item> items) {
    return put(
        actor,
        "item.put-many",
        Map.of("domain", domain, "items", String.valueOf(items.size())),
        items);
  }

  private boolean put(Actor actor, String action, Map<String, String> details, List<Item> items) {
    return audit.step(
        actor,
        action,
        List.of(details),
        () -> items.isEmpty() || await(engine.upsert(items)),
        _ -> details);
  }

  /**
   * Deletes an item, durably and from the next request on.
   *
   * @throws io.kuayu.core.KuayuException where the audit log cannot be written; then it stays
   */
  public void delete(Actor actor, ItemKey key) {
    Map<String, String> details = details(key);
    var _ =
        audit.step(
            actor,
            "item.delete",
            List.of(details),
            () -> {
              engine.delete(List.of(key));
              return key;
            },
            _ -> details);
  }

  private static Map<String, String> details(ItemKey key) {
    return Map.of("domain", key.domain(), "item", key.id());
  }

  /**
   * Items whose title or id holds a text, those that begin with it first. Costs one look at each
   * title of the domain.
   *
   * @param text upper and lower case are the same in titles
   * @param limit how many at most
   */
  public List<Item> find(String domain, String text, int limit) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Catalogue catalogue = engine.catalogue();
    List<Item> first = new ArrayList<>();
    List<Item> then = new ArrayList<>();
    for (int ordinal : catalogue.ordinals(catalogue.domain(domain))) {
      Item item = catalogue.item(ordinal);
      String title = item.title().toLowerCase(Locale.ROOT);
      if (title.startsWith(wanted) || item.key().id().equals(wanted)) {
        add(first, item, limit);
      } else if (title.contains(wanted)) {
        add(then, item, limit);
      }
      if (first.size() == limit) {
        break;
      }
    }
    first.addAll(then);
    return List.copyOf(first.subList(0, Math.min(limit, first.size())));
  }

  private void add(List<Item> list, Item item, int limit) {
    if (list.size() < limit && engine.offers(item.key())) {
      list.add(item);
    }
  }

  private static boolean await(CompletableFuture<Void> upsert) {
    try {
      upsert.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}

package io.kuayu.core;

import io.kuayu.core.content.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All items of all domains, with the ordinals by which the hot path names them: items {@code 0 …
 * size-1} and domains {@code 0 … domains-1}. Immutable.
 *
 * <p>Ordinals mean nothing by themselves: whoever builds a catalogue passes items in an order that
 * tells no model anything (the corpus uses a seeded hash). They are stable under {@link #with}, so
 * a model that was trained on a catalogue can serve any extension of it.
 */
public final class Catalogue {
  private final ItemList items;
  private final List<String> domains;
  private final int[] domainOf;
  private final int[][] ordinalsOf;
  private final int[] positionOf;

  /** The ordinals of the items from which this catalogue or its predecessor was made. */
  private final ItemKeyTable first;

  /** Those of the items that came later. */
  private final Map<ItemKey, Integer> later;

  private Catalogue(
      ItemList items, List<String> domains, ItemKeyTable first, Map<ItemKey, Integer> later) {
    this.items = items;
    this.domains = domains;
    this.first = first;
    this.later = later;
    Map<String, Integer> numbers = new HashMap<>();
    domains.forEach(domain -> numbers.put(domain, numbers.size()));
    domainOf = new int[items.size()];
    positionOf = new int[items.size()];
    int[] counts = new int[domains.size()];
    for (int ordinal = 0; ordinal < items.size(); ordinal++) {
      Integer domain = numbers.get(items.domain(ordinal));
      if (domain == null) {
        throw new IllegalArgumentException(
            "item " + items.key(ordinal) + " is of no listed domain " + domains);
      }
      domainOf[ordinal] = domain;
      positionOf[ordinal] = counts[domain]++;
    }
    ordinalsOf = new int[domains.size()][];
    Arrays.setAll(ordinalsOf, domain -> new int[counts[domain]]);
    for (int ordinal = 0; ordinal < items.size(); ordinal++) {
      ordinalsOf[domainOf[ordinal]][positionOf[ordinal]] = ordinal;
    }
  }

  /**
   * Numbers the given items and domains.
   *
   * @param domains the domains in the order of their ordinals; one may have no item
   * @param items the items in the order of their ordinals
   * @throws IllegalArgumentException where an item is listed twice or is of no listed domain
   */
  public static Catalogue of(List<String> domains, List<Item> items) {
    ItemList own = ItemList.of(items);
    return new Catalogue(
        own, List.copyOf(domains), new ItemKeyTable(own.size(), own::key), Map.of());
  }

  /** This catalogue with further items, and their domains, behind those it has. */
  public Catalogue with(List<Item> more) {
    return with(Map.of(), more);
  }

  /**
   * This catalogue with later forms of items: an item that it holds is replaced in its place, the
   * others come behind.
   *
   * @param changed one form an item at most
   */
  public Catalogue updated(List<Item> changed) {
    Map<Integer, Item> replaced = new HashMap<>();
    List<Item> more = new ArrayList<>();
    for (Item item : changed) {
      OptionalInt ordinal = ordinal(item.key());
      if (ordinal.isEmpty()) {
        more.add(item);
      } else {
        replaced.put(ordinal.getAsInt(), item);
      }
    }
    return with(replaced, more);
  }

  private Catalogue with(Map<Integer, Item> replaced, List<Item> more) {
    List<String> named = new ArrayList<>(domains);
    Map<ItemKey, Integer> behind = new HashMap<>(later);
    int size = items.size();
    for (Item item : more) {
      if (!named.contains(item.key().domain())) {
        named.add(item.key().domain());
      }
      if (first.find(item.key()) >= 0 || behind.putIfAbsent(item.key(), size++) != null) {
        throw new IllegalArgumentException("item " + item.key() + " is listed twice");
      }
    }
    UpdatedItems all = UpdatedItems.of(items, replaced, more);
    return new Catalogue(all, List.copyOf(named), first, behind);
  }

  /** Number of items over all domains. */
  public int size() {
    return items.size();
  }

  public Item item(int ordinal) {
    return items.get(ordinal);
  }

  /** The item's key; for going through all items cheaper than the item. */
  public ItemKey key(int ordinal) {
    return items.key(ordinal);
  }

  /** Whether anything is known of the item in words; for going through all items. */
  public boolean hasText(int ordinal) {
    return hasContent(ordinal, Modality.TEXT);
  }

  /** Whether the item has a content of a modality; for going through all items. */
  public boolean hasContent(int ordinal, Modality modality) {
    return items.hasContent(ordinal, modality);
  }

  /**
   * All items in the order of their ordinals; a view that may decode them as they are asked for.
   */
  public List<Item> items() {
    return items;
  }

  /** The item's ordinal, empty where the catalogue does not hold it. */
  public OptionalInt ordinal(ItemKey key) {
    int ordinal = first.find(key);
    if (ordinal < 0) {
      ordinal = later.getOrDefault(key, ordinal);
    }
    return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  /** Names of the domains in the order of their ordinals. */
  public List<String> domains() {
    return domains;
  }

  /**
   * The domain's ordinal.
   *
   * @throws KuayuException where there is no such domain
   */
  public int domain(String name) {
    int domain = domains.indexOf(name);
    if (domain < 0) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_DOMAIN,
          "there is no domain '" + name + "'",
          "choose among " + String.join(", ", domains));
    }
    return domain;
  }

  /** The domain ordinal of an item. */
  public int domainOf(int ordinal) {
    return domainOf[ordinal];
  }

  /** The item's index in {@link #ordinals} of its domain, hence in an array of scores. */
  public int positionOf(int ordinal) {
    return positionOf[ordinal];
  }

  /** The items of a domain, ascending. The array is shared: do not write to it. */
  public int[] ordinals(int domain) {
    return ordinalsOf[domain];
  }
}

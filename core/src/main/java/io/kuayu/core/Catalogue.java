package io.kuayu.core;

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
  private final List<Item> items;
  private final List<String> domains;
  private final int[] domainOf;
  private final int[][] ordinalsOf;
  private final int[] positionOf;
  private final Map<ItemKey, Integer> ordinals;

  private Catalogue(List<Item> items, List<String> domains) {
    this.items = items;
    this.domains = domains;
    Map<String, Integer> numbers = new HashMap<>();
    domains.forEach(domain -> numbers.put(domain, numbers.size()));
    domainOf = new int[items.size()];
    positionOf = new int[items.size()];
    ordinals = HashMap.newHashMap(items.size());
    int[] counts = new int[domains.size()];
    for (int ordinal = 0; ordinal < items.size(); ordinal++) {
      ItemKey key = items.get(ordinal).key();
      Integer domain = numbers.get(key.domain());
      if (domain == null) {
        throw new IllegalArgumentException("item " + key + " is of no listed domain " + domains);
      }
      if (ordinals.put(key, ordinal) != null) {
        throw new IllegalArgumentException("item " + key + " is listed twice");
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
    return new Catalogue(List.copyOf(items), List.copyOf(domains));
  }

  /** This catalogue with further items, and their domains, behind those it has. */
  public Catalogue with(List<Item> more) {
    return append(items, more);
  }

  /**
   * This catalogue with later forms of items: an item that it holds is replaced in its place, the
   * others come behind.
   *
   * @param later one form an item at most
   */
  public Catalogue updated(List<Item> later) {
    List<Item> all = new ArrayList<>(items);
    List<Item> more = new ArrayList<>();
    for (Item item : later) {
      Integer ordinal = ordinals.get(item.key());
      if (ordinal == null) {
        more.add(item);
      } else {
        all.set(ordinal, item);
      }
    }
    return append(all, more);
  }

  private Catalogue append(List<Item> own, List<Item> more) {
    List<Item> all = new ArrayList<>(own);
    all.addAll(more);
    List<String> named = new ArrayList<>(domains);
    for (Item item : more) {
      if (!named.contains(item.key().domain())) {
        named.add(item.key().domain());
      }
    }
    return of(named, all);
  }

  /** Number of items over all domains. */
  public int size() {
    return items.size();
  }

  public Item item(int ordinal) {
    return items.get(ordinal);
  }

  /** All items in the order of their ordinals. */
  public List<Item> items() {
    return items;
  }

  /** The item's ordinal, empty where the catalogue does not hold it. */
  public OptionalInt ordinal(ItemKey key) {
    Integer ordinal = ordinals.get(key);
    return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
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
          "there is no domain '" + name + "'", "choose among " + String.join(", ", domains));
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

package io.kuayu.engine.filter;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The attributes that the items of each domain have, with a value of each. Immutable. Building it
 * costs one look at every item; {@link #with} costs what has changed. An attribute stays known when
 * the last item that had it is deleted.
 */
public final class AttributeIndex {
  /** Names at most that a message lists of each domain, and that are compared with a wrong one. */
  private static final int MAX_LISTED = 30;

  private static final int MAX_COMPARED = 1_000;
  private static final int MAX_SHOWN_LENGTH = 64;
  private static final int MAX_EXAMPLE_LENGTH = 40;

  private static final int MAX_WORD_LENGTH = 12;

  private final Map<String, SortedMap<String, String>> values;

  /** A word of a title of each domain, for an example where items have no attributes. */
  private final Map<String, String> words;

  private AttributeIndex(Map<String, SortedMap<String, String>> values, Map<String, String> words) {
    this.values = values;
    this.words = words;
  }

  /** The attributes of a catalogue. */
  public static AttributeIndex of(Catalogue catalogue) {
    return new AttributeIndex(Map.of(), Map.of()).with(catalogue.items());
  }

  /** This index with the attributes of further items. */
  public AttributeIndex with(Collection<Item> more) {
    Map<String, SortedMap<String, String>> all = new HashMap<>();
    values.forEach((domain, known) -> all.put(domain, new TreeMap<>(known)));
    Map<String, String> allWords = new HashMap<>(words);
    for (Item item : more) {
      String domain = item.key().domain();
      if (!allWords.containsKey(domain) && !item.title().isBlank()) {
        allWords.put(domain, word(item.title()));
      }
      item.attributes()
          .forEach(
              (name, value) -> add(all.computeIfAbsent(domain, _ -> new TreeMap<>()), name, value));
    }
    return new AttributeIndex(all, allWords);
  }

  /** Keeps the first value that is short enough to be shown. */
  private static void add(SortedMap<String, String> known, String name, String value) {
    if (!value.isEmpty() && known.getOrDefault(name, value).length() > MAX_EXAMPLE_LENGTH) {
      known.put(name, value);
    } else if (!value.isEmpty()) {
      known.putIfAbsent(name, value);
    }
  }

  private static String word(String title) {
    String first = title.strip().split("\\s+", 2)[0];
    return first.codePointCount(0, first.length()) > MAX_WORD_LENGTH
        ? first.substring(0, first.offsetByCodePoints(0, MAX_WORD_LENGTH))
        : first;
  }

  /** The names of a domain's attributes, in alphabetical order. */
  public List<String> attributes(String domain) {
    return List.copyOf(values.getOrDefault(domain, new TreeMap<>()).keySet());
  }

  /**
   * A filter that an item of the domain meets: a limit on the first numeric attribute, or else a
   * value of the first one, or else a word of a title; blank where there is none of them.
   */
  public String example(String domain) {
    String word = words.getOrDefault(domain, "");
    String ofTitle = word.isEmpty() ? "" : "title contains " + FilterLexer.text(word);
    String ofText = "";
    for (var one : values.getOrDefault(domain, new TreeMap<>()).entrySet()) {
      String value = one.getValue();
      if (value.length() <= MAX_EXAMPLE_LENGTH) {
        if (FilterNumbers.read(value).isPresent()) {
          return FilterLexer.name(one.getKey()) + " <= " + value.strip();
        }
        if (ofText.isEmpty()) {
          ofText = FilterLexer.name(one.getKey()) + " = " + FilterLexer.text(value);
        }
      }
    }
    return ofText.isEmpty() ? ofTitle : ofText;
  }

  /**
   * Rejects a filter on an attribute that no item of the queried domains has.
   *
   * @param domains the queried ones
   * @throws KuayuException which names the attributes that there are, and the nearest
   */
  public void check(Filter filter, Collection<String> domains) {
    for (Map.Entry<String, Integer> asked : filter.attributes().entrySet()) {
      String name = asked.getKey();
      if (domains.stream().noneMatch(domain -> isKnown(domain, name))) {
        String shown =
            name.length() > MAX_SHOWN_LENGTH ? name.substring(0, MAX_SHOWN_LENGTH) + "…" : name;
        throw FilterLexer.problem(
            asked.getValue(),
            "no item of %s has an attribute '%s'".formatted(String.join(", ", domains), shown),
            remedy(name, domains));
      }
    }
  }

  private boolean isKnown(String domain, String name) {
    return values.getOrDefault(domain, new TreeMap<>()).containsKey(name);
  }

  private String remedy(String name, Collection<String> domains) {
    Set<String> known = new LinkedHashSet<>(FilterField.BUILT_IN);
    domains.forEach(domain -> known.addAll(attributes(domain)));
    String all = listed(domains) + "; every item has " + String.join(", ", FilterField.BUILT_IN);
    return NameSuggestion.to(name, known.stream().limit(MAX_COMPARED).toList())
        .map(near -> "did you mean '" + near + "'? " + all)
        .orElse(all);
  }

  /** What there is: of each domain by itself where they differ. */
  private String listed(Collection<String> domains) {
    Set<List<String>> different =
        domains.stream().map(this::attributes).collect(Collectors.toSet());
    if (different.size() == 1) {
      List<String> same = different.iterator().next();
      return same.isEmpty() ? "there are no attributes" : "the attributes are " + shown(same);
    }
    List<String> each = new ArrayList<>();
    for (String domain : domains) {
      List<String> own = attributes(domain);
      each.add(domain + ": " + (own.isEmpty() ? "none" : shown(own)));
    }
    return "the attributes are " + String.join("; ", each);
  }

  private static String shown(List<String> names) {
    String some = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    return names.size() > MAX_LISTED ? some + ", …" : some;
  }
}

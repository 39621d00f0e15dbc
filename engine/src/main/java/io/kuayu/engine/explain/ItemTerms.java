package io.kuayu.engine.explain;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.SharedTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The terms of items' texts and their document frequencies. Han characters, which are written
 * without spaces, are counted in pairs. Frequencies are counted over {@value #SAMPLE} items at
 * most, evenly spread.
 */
public final class ItemTerms {
  private static final int SAMPLE = 20_000;
  private static final int MAX_TEXT_LENGTH = 2_000;

  /** Terms that occur in this percentage of the items are not informative. */
  private static final int MAX_SHARE = 10;

  private final Map<String, Integer> counts = new HashMap<>();
  private final int sampled;

  public ItemTerms(Catalogue catalogue) {
    int step = Math.max(1, catalogue.size() / SAMPLE);
    int items = 0;
    for (int item = 0; item < catalogue.size(); item += step) {
      items++;
      for (String word : of(catalogue.item(item))) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    sampled = items;
  }

  /**
   * The terms that the item shares with any of the others, the rarest first; as many for each
   * domain of the others as are shown where that domain alone may be told.
   *
   * @param known the terms of other items that were looked at before; filled
   */
  List<SharedTerm> shared(Item item, List<Item> others, Map<ItemKey, Set<String>> known) {
    Set<String> own = of(item);
    Map<String, Set<String>> domains = new HashMap<>();
    for (Item other : others) {
      Set<String> terms = known.computeIfAbsent(other.key(), _ -> of(other));
      for (String word : own) {
        if (terms.contains(word)) {
          domains.computeIfAbsent(word, _ -> new HashSet<>()).add(other.key().domain());
        }
      }
    }
    Map<String, Integer> shown = new HashMap<>();
    return own.stream()
        .filter(domains::containsKey)
        .filter(word -> sampled < MAX_SHARE || count(word) * 100 <= sampled * MAX_SHARE)
        .sorted(Comparator.comparingInt(this::count))
        .map(word -> new SharedTerm(word, domains.getOrDefault(word, Set.of())))
        .filter(term -> isShown(term, shown))
        .toList();
  }

  private static boolean isShown(SharedTerm term, Map<String, Integer> shown) {
    boolean first = false;
    for (String domain : term.domains()) {
      first |= shown.merge(domain, 1, Integer::sum) <= Explanation.MAX_WORDS;
    }
    return first;
  }

  private int count(String word) {
    return counts.getOrDefault(word, 0);
  }

  private static Set<String> of(Item item) {
    String text = item.text().isBlank() ? item.title() : item.text();
    if (text.length() > MAX_TEXT_LENGTH) {
      text = text.substring(0, MAX_TEXT_LENGTH);
    }
    Set<String> words = new LinkedHashSet<>();
    for (String run : runs(text.toLowerCase(Locale.ROOT))) {
      if (Character.UnicodeScript.of(run.codePointAt(0)) != Character.UnicodeScript.HAN) {
        if (run.length() > 2) {
          words.add(run);
        }
        continue;
      }
      int[] points = run.codePoints().toArray();
      for (int at = 0; at + 1 < points.length; at++) {
        words.add(new String(points, at, 2));
      }
    }
    return words;
  }

  /** Runs of letters and digits that are all Han or all not. */
  private static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    boolean previousHan = false;
    for (int point : text.codePoints().toArray()) {
      boolean han = Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
      boolean inWord = Character.isLetterOrDigit(point);
      if (!run.isEmpty() && (!inWord || han != previousHan)) {
        runs.add(run.toString());
        run.setLength(0);
      }
      if (inWord) {
        run.appendCodePoint(point);
      }
      previousHan = han;
    }
    if (!run.isEmpty()) {
      runs.add(run.toString());
    }
    return runs;
  }
}

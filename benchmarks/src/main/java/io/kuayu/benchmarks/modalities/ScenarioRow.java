package io.kuayu.benchmarks.modalities;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.Seed;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A model of a table, and what it sees of items.
 *
 * @param name as tables show it
 * @param baseline the row that it is compared with; empty for none
 * @param family which family is trained
 * @param modalities what it may read
 * @param shuffled whether images and sounds are dealt out anew among the items that have some, as a
 *     control: they then tell nothing, and must not be believed
 * @param options settings such as {@code models.content.weights=auto}
 */
record ScenarioRow(
    String name,
    String baseline,
    String family,
    Set<Modality> modalities,
    boolean shuffled,
    List<String> options) {
  ScenarioRow {
    modalities = Set.copyOf(modalities);
    options = List.copyOf(options);
  }

  /**
   * The catalogue that the model sees.
   *
   * @param hasText whether an item keeps its text
   */
  Catalogue of(Catalogue catalogue, IntPredicate hasText, Seed seed) {
    int[] givers = IntStream.range(0, catalogue.size()).toArray();
    if (shuffled) {
      deal(catalogue, givers, seed);
    }
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < catalogue.size(); item++) {
      Item own = catalogue.item(item);
      boolean readsText = modalities.contains(Modality.TEXT) && hasText.test(item);
      List<Content> media =
          catalogue.item(givers[item]).media().stream()
              .filter(content -> modalities.contains(content.modality()))
              .toList();
      items.add(
          new Item(own.key(), own.title(), readsText ? own.text() : "", own.attributes(), media));
    }
    return Catalogue.of(catalogue.domains(), items);
  }

  private static void deal(Catalogue catalogue, int[] givers, Seed seed) {
    List<Integer> with = new ArrayList<>();
    for (int item : givers) {
      if (!catalogue.item(item).media().isEmpty()) {
        with.add(item);
      }
    }
    List<Integer> dealt = new ArrayList<>(with);
    Collections.shuffle(dealt, new Random(seed.derive("shuffled").value()));
    for (int index = 0; index < dealt.size(); index++) {
      givers[with.get(index)] = dealt.get(index);
    }
  }
}

package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;

/**
 * Items of a few kinds with given vectors of several modalities, and people who keep to one kind. A
 * vector is that of its kind plus noise.
 */
final class MultimodalSample {
  static final int ITEMS = 240;
  static final int KINDS = 8;
  private static final int DIMENSION = 12;
  private static final int PEOPLE = 200;
  private static final int EVENTS = 8;

  private final Seed seed;
  private final Map<Modality, Double> signals;

  /**
   * @param signals how strongly each modality shows the kind of an item; 0 is noise alone
   */
  MultimodalSample(long seed, Map<Modality, Double> signals) {
    this.seed = new Seed(seed);
    this.signals = signals;
  }

  /** The kind of an item. */
  static int kind(int item) {
    return item % KINDS;
  }

  /** All items, with the vectors that the predicate grants. */
  Catalogue catalogue(BiPredicate<Integer, Modality> has) {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(item(item, has));
    }
    return Catalogue.of(List.of("shop"), items);
  }

  Item item(int number, BiPredicate<Integer, Modality> has) {
    List<Content> contents = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      if (signals.containsKey(modality) && has.test(number, modality)) {
        contents.add(vector(number, modality));
      }
    }
    return new Item(new ItemKey("shop", "i" + number), "i" + number, "", Map.of(), contents);
  }

  private Content vector(int item, Modality modality) {
    SplittableRandom ofKind = seed.derive(modality.name()).derive(kind(item)).random();
    SplittableRandom own = seed.derive(modality.name() + " items").derive(item).random();
    float[] vector = new float[DIMENSION];
    for (int axis = 0; axis < DIMENSION; axis++) {
      vector[axis] =
          (float)
              (Objects.requireNonNull(signals.get(modality)) * ofKind.nextGaussian()
                  + own.nextGaussian());
    }
    return new Content(modality, new ContentSource.InlineVector(vector));
  }

  /** The last two events of each person are for validation. */
  TrainingData data(Catalogue catalogue) {
    SplittableRandom random = seed.derive("events").random();
    List<String> names = new ArrayList<>();
    int[] offsets = new int[PEOPLE + 1];
    int[] items = new int[PEOPLE * EVENTS];
    long[] times = new long[items.length];
    byte[] parts = new byte[items.length];
    for (int person = 0; person < PEOPLE; person++) {
      names.add("person " + person);
      int taste = random.nextInt(KINDS);
      for (int n = 0; n < EVENTS; n++) {
        int at = person * EVENTS + n;
        items[at] =
            random.nextInt(5) == 0
                ? random.nextInt(ITEMS)
                : taste + KINDS * random.nextInt(ITEMS / KINDS);
        times[at] = 1_700_000_000L + 86_400L * (n + 10 * (person % 30));
        parts[at] = (n >= EVENTS - 2 ? Split.VALID : Split.TRAIN).code();
      }
      offsets[person + 1] = (person + 1) * EVENTS;
    }
    return new TrainingData(
        catalogue,
        new Interactions(
            names,
            offsets,
            items,
            times,
            parts,
            new byte[items.length],
            new float[items.length],
            List.of("purchase")));
  }
}

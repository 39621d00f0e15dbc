package io.kuayu.training;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A generated world in which every item has one successor: people walk along it, so what comes next
 * is certain for whoever looks at the last event, and popularity knows nothing.
 */
public final class SuccessorWorld {
  private SuccessorWorld() {}

  /** Two domains of {@code each} items; even steps lead into the other domain. */
  public static TrainingData of(int each, int people, int length, long seed) {
    List<Item> items = new ArrayList<>();
    for (int number = 0; number < 2 * each; number++) {
      String domain = number % 2 == 0 ? "books" : "films";
      String text = "title " + number;
      items.add(new Item(new ItemKey(domain, "i" + number), text, text, Map.of()));
    }
    Catalogue catalogue = Catalogue.of(List.of("books", "films"), items);
    SplittableRandom random = new Seed(seed).random();
    int[] next = cycle(2 * each, random);
    int[] offsets = new int[people + 1];
    int[] events = new int[people * length];
    long[] times = new long[people * length];
    byte[] parts = new byte[people * length];
    List<String> names = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      names.add("p" + person);
      int item = random.nextInt(2 * each);
      for (int step = 0; step < length; step++) {
        int event = person * length + step;
        events[event] = item;
        times[event] = 1_000_000L + 1000L * step;
        parts[event] = step == length - 1 ? Split.VALID.code() : Split.TRAIN.code();
        item = next[item];
      }
      offsets[person + 1] = (person + 1) * length;
    }
    float[] values = new float[events.length];
    Arrays.fill(values, 1);
    return new TrainingData(
        catalogue,
        new Interactions(
            names,
            offsets,
            events,
            times,
            parts,
            new byte[events.length],
            values,
            List.of("event")));
  }

  private static int[] cycle(int size, SplittableRandom random) {
    int[] order = new int[size];
    Arrays.setAll(order, number -> number);
    for (int last = size - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int held = order[last];
      order[last] = order[other];
      order[other] = held;
    }
    int[] next = new int[size];
    for (int place = 0; place < size; place++) {
      next[order[place]] = order[(place + 1) % size];
    }
    return next;
  }
}

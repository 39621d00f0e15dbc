package io.kuayu.models;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small generated data: people of a few tastes over two domains, the last event for validation. */
public final class Sample {
  public static final long START = 1_700_000_000L;
  public static final int ITEMS_PER_DOMAIN = 40;

  private Sample() {}

  /** Books and games; the last three items of each domain have no event. */
  public static Catalogue catalogue() {
    List<Item> items = new ArrayList<>();
    for (String domain : List.of("books", "games")) {
      for (int number = 0; number < ITEMS_PER_DOMAIN; number++) {
        items.add(item(domain, number));
      }
    }
    return Catalogue.of(List.of("books", "games"), items);
  }

  public static Item item(String domain, int number) {
    String title = domain + " of taste " + number % 4 + " 书 'n\t" + number;
    return new Item(
        new ItemKey(domain, "../id " + number),
        title,
        title + ". about things",
        Map.of("price", "1"));
  }

  public static TrainingData data(long seed, int users) {
    return new TrainingData(catalogue(), interactions(new Seed(seed).random(), users));
  }

  /** Each person took these items, one a day; all of it to learn from. */
  public static TrainingData data(List<int[]> people) {
    List<String> names = new ArrayList<>();
    int[] offsets = new int[people.size() + 1];
    int[] items = people.stream().flatMapToInt(Arrays::stream).toArray();
    long[] times = new long[items.length];
    for (int[] taken : people) {
      int begin = offsets[names.size()];
      names.add("person " + names.size());
      offsets[names.size()] = begin + taken.length;
      Arrays.setAll(times, at -> at < begin ? times[at] : START + 86_400L * (at - begin));
    }
    return new TrainingData(
        catalogue(),
        new Interactions(
            names,
            offsets,
            items,
            times,
            new byte[items.length],
            new byte[items.length],
            new float[items.length],
            List.of("purchase")));
  }

  private static Interactions interactions(SplittableRandom random, int users) {
    List<String> names = new ArrayList<>();
    int[] offsets = new int[users + 1];
    int[] items = new int[users * 14];
    long[] times = new long[items.length];
    byte[] parts = new byte[items.length];
    int count = 0;
    for (int user = 0; user < users; user++) {
      names.add("person " + user);
      int taste = random.nextInt(4);
      long time = START + random.nextInt(86_400 * 200);
      int length = 4 + random.nextInt(10);
      for (int index = 0; index < length; index++) {
        int inDomain =
            random.nextInt(4) > 0
                ? taste + 4 * random.nextInt(8)
                : random.nextInt(ITEMS_PER_DOMAIN - 3);
        items[count] = inDomain + ITEMS_PER_DOMAIN * random.nextInt(2);
        times[count] = time;
        parts[count++] = (index == length - 1 ? Split.VALID : Split.TRAIN).code();
        time += random.nextInt(86_400 * 5);
      }
      offsets[user + 1] = count;
    }
    float[] values = new float[count];
    Arrays.fill(values, 1);
    return new Interactions(
        names,
        offsets,
        Arrays.copyOf(items, count),
        Arrays.copyOf(times, count),
        Arrays.copyOf(parts, count),
        new byte[count],
        values,
        List.of("purchase"));
  }

  /** The same, where the last event of each person from a number on is to be validated on. */
  public static TrainingData lastIsValidation(TrainingData data, int firstUser) {
    Interactions events = data.interactions();
    BitSet last = new BitSet();
    for (int user = firstUser; user < events.users(); user++) {
      last.set(events.end(user) - 1);
    }
    return new TrainingData(
        data.catalogue(), events.inParts(event -> last.get(event) ? Split.VALID : Split.TRAIN));
  }
}

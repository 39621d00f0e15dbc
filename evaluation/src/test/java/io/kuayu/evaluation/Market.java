package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small catalogues and histories for tests. */
final class Market {
  private final Catalogue catalogue;
  private final List<String> users = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>(List.of(0));
  private final List<Integer> items = new ArrayList<>();
  private final List<Split> parts = new ArrayList<>();

  /** A market with items food:0 … and kitchen:0 …, food first. */
  Market(int food, int kitchen) {
    List<Item> all = new ArrayList<>();
    IntStream.range(0, food).forEach(id -> all.add(item("food", id)));
    IntStream.range(0, kitchen).forEach(id -> all.add(item("kitchen", id)));
    catalogue = Catalogue.of(List.of("food", "kitchen"), all);
  }

  private static Item item(String domain, int id) {
    return new Item(new ItemKey(domain, String.valueOf(id)), domain + " " + id, "", Map.of());
  }

  /**
   * Adds a person.
   *
   * @param events such as {@code "food:1 kitchen:0 food:2? food:3!"}, where {@code ?} marks the
   *     validation part and {@code !} the test part
   */
  Market person(String name, String events) {
    for (String word : events.split(" ", -1)) {
      Split part = word.endsWith("!") ? Split.TEST : word.endsWith("?") ? Split.VALID : Split.TRAIN;
      ItemKey key =
          ItemKey.parse(part == Split.TRAIN ? word : word.substring(0, word.length() - 1));
      items.add(catalogue.ordinal(key).orElseThrow());
      parts.add(part);
    }
    users.add(name);
    offsets.add(items.size());
    return this;
  }

  /** A market where people did things at random; the last event of each is the test part. */
  static Market random(long seed, int people, int food, int kitchen) {
    Market market = new Market(food, kitchen);
    SplittableRandom random = new Seed(seed).random();
    for (int person = 0; person < people; person++) {
      StringBuilder events = new StringBuilder();
      int length = random.nextInt(2, 9);
      for (int event = 0; event < length; event++) {
        boolean inFood = random.nextBoolean();
        events
            .append(inFood ? "food:" : "kitchen:")
            .append(random.nextInt(inFood ? food : kitchen))
            .append(event == length - 1 ? "!" : event == length - 2 ? "? " : " ");
      }
      market.person("person " + person, events.toString());
    }
    return market;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** The events; each happens a minute after the one before it. */
  Interactions interactions() {
    int events = items.size();
    long[] timestamps = new long[events];
    byte[] codes = new byte[events];
    float[] values = new float[events];
    for (int user = 0; user < users.size(); user++) {
      for (int event = offsets.get(user); event < offsets.get(user + 1); event++) {
        timestamps[event] = 1_000_000 + 60L * (event - offsets.get(user));
        codes[event] = parts.get(event).code();
        values[event] = 1;
      }
    }
    return new Interactions(
        users,
        offsets.stream().mapToInt(Integer::intValue).toArray(),
        items.stream().mapToInt(Integer::intValue).toArray(),
        timestamps,
        codes,
        new byte[events],
        values,
        List.of("event"));
  }

  Evaluation evaluation(CandidateSampling candidates, int threads) {
    return Evaluation.of(catalogue, interactions(), candidates, new Seed(42), threads);
  }
}

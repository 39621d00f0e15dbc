package io.kuayu.benchmarks.modalities;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What is held back from models.
 *
 * @param name as tables show it
 * @param coldItems whether a fifth of the items have no event to learn from; then all of their
 *     events are asked for, among these items alone
 * @param halfWithoutText whether half of the items have no text
 */
record ContentScenario(String name, boolean coldItems, boolean halfWithoutText) {
  static final List<ContentScenario> ALL =
      List.of(
          new ContentScenario("warm", false, false),
          new ContentScenario("warm, half of the items without text", false, true),
          new ContentScenario("cold items", true, false),
          new ContentScenario("cold items, half of the items without text", true, true));

  private static final double COLD_SHARE = .2;
  private static final double WITHOUT_TEXT_SHARE = .5;
  private static final double VALIDATION_SHARE = .1;

  /** The seconds between the parts, and more than a person has events. */
  private static final long PART_SECONDS = 1_000_000;

  /** Whether an item is among those that are asked for. */
  IntPredicate candidates(Catalogue catalogue, Seed seed) {
    return item -> !coldItems || isDrawn(catalogue, item, seed.derive("cold items"), COLD_SHARE);
  }

  /** Whether an item keeps its text. */
  IntPredicate withText(Catalogue catalogue, Seed seed) {
    return item ->
        !halfWithoutText || !isDrawn(catalogue, item, seed.derive("texts"), WITHOUT_TEXT_SHARE);
  }

  private static boolean isDrawn(Catalogue catalogue, int item, Seed seed, double share) {
    return isDrawn(catalogue.item(item), seed, share);
  }

  private static boolean isDrawn(Item item, Seed seed, double share) {
    return seed.derive(item.key().toString()).random().nextDouble() < share;
  }

  /**
   * The events in parts of which {@link Split#TEST} is asked for. Times become positions, so that
   * everything to learn from lies before every question.
   *
   * @param early whether the validation part is asked for instead, and the test part unknown; a
   *     tenth of the training part is then the validation part
   */
  Interactions events(Interactions all, Catalogue catalogue, boolean early, Seed seed) {
    IntPredicate candidate = candidates(catalogue, seed);
    Seed validation = seed.derive("validation");
    List<String> users = new ArrayList<>();
    int[] offsets = new int[all.users() + 1];
    List<int[]> events = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      users.add(all.user(user));
      var random = validation.derive(all.user(user)).random();
      List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int event = all.begin(user); event < all.end(user); event++) {
        Split part = all.part(event);
        if (early) {
          if (part == Split.TEST) {
            continue;
          }
          boolean chosen = random.nextDouble() < VALIDATION_SHARE;
          part = part == Split.VALID ? Split.TEST : chosen ? Split.VALID : Split.TRAIN;
        }
        if (coldItems && candidate.test(all.item(event))) {
          part = Split.TEST;
        } else if (coldItems && part == Split.TEST) {
          continue;
        }
        parts.get(part.code()).add(all.item(event));
      }
      for (Split part : Split.values()) {
        parts.get(part.code()).forEach(item -> events.add(new int[] {item, part.code()}));
      }
      offsets[user + 1] = events.size();
    }
    return log(users, offsets, events);
  }

  /**
   * @param events item and part of each
   */
  private static Interactions log(List<String> users, int[] offsets, List<int[]> events) {
    int size = events.size();
    int[] items = new int[size];
    long[] times = new long[size];
    byte[] parts = new byte[size];
    float[] values = new float[size];
    for (int user = 0; user < users.size(); user++) {
      for (int event = offsets[user]; event < offsets[user + 1]; event++) {
        items[event] = events.get(event)[0];
        parts[event] = (byte) events.get(event)[1];
        times[event] = (1 + parts[event]) * PART_SECONDS + event - offsets[user];
        values[event] = 1;
      }
    }
    return new Interactions(
        users, offsets, items, times, parts, new byte[size], values, List.of("event"));
  }
}

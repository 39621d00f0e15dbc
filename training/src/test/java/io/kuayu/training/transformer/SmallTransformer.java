package io.kuayu.training.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.transformer.Objective;
import io.kuayu.training.LoopSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A world of two domains in which item i of one is followed by item i of the other, then i + 1. */
public final class SmallTransformer {
  public static final int ITEMS = 12;
  static final int USERS = 60;
  public static final long DAY = 86_400;

  private SmallTransformer() {}

  static Catalogue catalogue() {
    return catalogue("a", "b");
  }

  /** Items of two domains in turn. */
  public static Catalogue catalogue(String one, String other) {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < 2 * ITEMS; item++) {
      String domain = item % 2 == 0 ? one : other;
      items.add(new Item(new ItemKey(domain, "i" + item / 2), "", "", Map.of()));
    }
    return Catalogue.of(List.of(one, other), items);
  }

  static TrainingData data() {
    return data("a", "b");
  }

  /** The last item of each domain is never seen. */
  public static TrainingData data(String one, String other) {
    int length = 7;
    int[] offsets = new int[USERS + 1];
    int[] items = new int[USERS * length];
    long[] times = new long[items.length];
    byte[] parts = new byte[items.length];
    List<String> users = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int user = 0; user < USERS; user++) {
      users.add("u" + user);
      offsets[user + 1] = (user + 1) * length;
      int at = random.nextInt(2 * ITEMS - 2);
      for (int event = 0; event < length; event++) {
        items[user * length + event] = at;
        times[user * length + event] = (user + 2L * event) * DAY;
        parts[user * length + event] = (event == length - 1 ? Split.VALID : Split.TRAIN).code();
        at = (at + 1) % (2 * ITEMS - 2);
      }
    }
    float[] values = new float[items.length];
    Arrays.fill(values, 1);
    Interactions interactions =
        new Interactions(
            users, offsets, items, times, parts, new byte[items.length], values, List.of("event"));
    return new TrainingData(catalogue(one, other), interactions);
  }

  /** Texts under which neighbours are alike: the unseen items are told by them alone. */
  public static ContentVectors texts() {
    int width = 6;
    float[] values = new float[2 * ITEMS * width];
    for (int item = 0; item < 2 * ITEMS; item++) {
      for (int axis = 0; axis < width; axis++) {
        values[item * width + axis] = (float) Math.sin((item + 1.0) * (axis + 1.0) / 5) / 2;
      }
    }
    return ContentVectors.ofNonZero(values, width);
  }

  /** The masked objective predicts fewer events of each sequence, so it learns for longer. */
  static TransformerSettings settings(Objective objective, int negatives) {
    boolean masked = objective == Objective.MASKED;
    return new TransformerSettings(
        16,
        2,
        2,
        32,
        8,
        .1,
        .25,
        .4,
        objective,
        negatives,
        List.of(7.0, 30.0),
        8,
        .01,
        new LoopSettings(masked ? 160 : 20, 0, 100, 1e-2, .05, .1));
  }
}

package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Part;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.training.LoopSettings;
import io.kuayu.models.transformer.ItemTexts;
import io.kuayu.models.transformer.TextSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A world of two domains in which item i of one is followed by item i of the other, then i + 1. */
final class Tiny {
  static final int ITEMS = 12;
  static final long DAY = 86_400;
  private static final int USERS = 60;
  private static final int WIDTH = 6;

  private Tiny() {}

  static Catalogue catalogue(String one, String other) {
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
  static TrainingData data(String one, String other) {
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
        parts[user * length + event] = (event == length - 1 ? Part.VALID : Part.TRAIN).code();
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
  static ItemTexts texts() {
    float[] values = new float[2 * ITEMS * WIDTH];
    for (int item = 0; item < 2 * ITEMS; item++) {
      for (int axis = 0; axis < WIDTH; axis++) {
        values[item * WIDTH + axis] = (float) Math.sin((item + 1.0) * (axis + 1.0) / 5) / 2;
      }
    }
    return new ItemTexts(values, WIDTH);
  }

  static GenerativeSettings settings(int epochs, List<Double> priorDays) {
    return new GenerativeSettings(
        16,
        2,
        2,
        2,
        32,
        8,
        256,
        .1,
        .05,
        priorDays,
        64,
        8,
        .01,
        new LoopSettings(epochs, 0, 100, 1e-2, .05, .1));
  }

  static GenerativeModel train(
      GenerativeSettings settings, TrainingData data, TrainingRun run, ItemTexts texts) {
    return new GenerativeTrainer(settings, TextSettings.DEFAULTS)
        .train(data, run, texts, Optional.empty(), Start.of(run, settings));
  }

  static Context context(int... items) {
    long[] times = new long[items.length];
    for (int index = 0; index < items.length; index++) {
      times[index] = (20L + 2L * index) * DAY;
    }
    return new Context(items, times, (20L + 2L * items.length) * DAY);
  }

  static float[] scores(GenerativeModel model, Context context, int domain) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    Arrays.fill(scores, Float.NaN);
    model.score(context, domain, scores);
    return scores;
  }

  /** How many of the items that the data always have next are the model's best. */
  static int hits(GenerativeModel model) {
    int hits = 0;
    for (int item = 2; item < 2 * ITEMS - 3; item++) {
      int domain = (item + 1) % 2;
      float[] scores = scores(model, context(item - 2, item - 1, item), domain);
      int best = 0;
      for (int position = 1; position < scores.length; position++) {
        best = scores[position] > scores[best] ? position : best;
      }
      hits += model.catalogue().ordinals(domain)[best] == item + 1 ? 1 : 0;
    }
    return hits;
  }
}

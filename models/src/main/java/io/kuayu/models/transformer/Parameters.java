package io.kuayu.models.transformer;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All numbers that the network has learnt, by name, flat and row-major: the one form in which
 * training begins, bundles are written and plain Java computes.
 *
 * @param shape sizes of the network
 * @param values by the names below
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
record Parameters(Shape shape, Map<String, float[]> values) {
  static final String ITEM = "item.id";
  static final String TEXT = "item.text";

  /** Stands in for the id of an item that training did not see. */
  static final String UNKNOWN = "item.unknown";

  static final String KIND = "slot.kind";
  static final String POSITION = "slot.position";
  static final String GAP = "slot.gap";
  static final String TARGET = "slot.target";
  static final String WAIT = "slot.wait";
  static final String PRIOR = "prior.weight";
  static final String OUT = "out.norm";

  /** Parts of a block, see {@link #block}. */
  static final String ATTENTION_NORM = "attention.norm";

  static final String ATTENTION_IN = "attention.in";
  static final String ATTENTION_OUT = "attention.out";
  static final String FEED_NORM = "feed.norm";
  static final String FEED_IN = "feed.in";
  static final String FEED_OUT = "feed.out";

  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /**
   * Sizes.
   *
   * @param slots most slots of a history
   * @param items rows of the item table: those seen in training
   * @param text width of an item's text vector; 0 where there are no texts
   */
  record Shape(
      int dim,
      int layers,
      int heads,
      int feedForward,
      int slots,
      int domains,
      int items,
      int text,
      int priors) {
    /** The same network over other domains and items. */
    Shape with(int otherDomains, int otherItems) {
      return new Shape(
          dim, layers, heads, feedForward, slots, otherDomains, otherItems, text, priors);
    }
  }

  static String block(int layer, String part) {
    return "block." + layer + "." + part;
  }

  static String weight(String part) {
    return part + WEIGHT;
  }

  static String bias(String part) {
    return part + BIAS;
  }

  float[] get(String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no parameter named " + name);
    }
    return found;
  }

  /** The sizes of a parameter. */
  int[] sizes(String name) {
    int[] found = sizes(shape).get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no parameter named " + name);
    }
    return found;
  }

  /** The names and sizes of all parameters. */
  static Map<String, int[]> sizes(Shape shape) {
    int dim = shape.dim;
    Map<String, int[]> sizes = new LinkedHashMap<>();
    sizes.put(ITEM, new int[] {shape.items, dim});
    if (shape.text > 0) {
      sizes.put(TEXT, new int[] {shape.text, dim});
      sizes.put(UNKNOWN, new int[] {1, dim});
    }
    sizes.put(KIND, new int[] {Slots.kinds(shape.domains), dim});
    sizes.put(POSITION, new int[] {shape.slots, dim});
    sizes.put(GAP, new int[] {Gaps.BUCKETS, dim});
    sizes.put(TARGET, new int[] {shape.domains + 1, dim});
    sizes.put(WAIT, new int[] {Gaps.BUCKETS, dim});
    for (int layer = 0; layer < shape.layers; layer++) {
      norm(sizes, block(layer, ATTENTION_NORM), dim);
      linear(sizes, block(layer, ATTENTION_IN), dim, 3 * dim);
      linear(sizes, block(layer, ATTENTION_OUT), dim, dim);
      norm(sizes, block(layer, FEED_NORM), dim);
      linear(sizes, block(layer, FEED_IN), dim, shape.feedForward);
      linear(sizes, block(layer, FEED_OUT), shape.feedForward, dim);
    }
    norm(sizes, OUT, dim);
    if (shape.priors > 0) {
      sizes.put(PRIOR, new int[] {shape.domains, shape.priors});
    }
    return sizes;
  }

  private static void norm(Map<String, int[]> sizes, String part, int dim) {
    sizes.put(weight(part), new int[] {dim});
    sizes.put(bias(part), new int[] {dim});
  }

  private static void linear(Map<String, int[]> sizes, String part, int in, int out) {
    sizes.put(weight(part), new int[] {in, out});
    sizes.put(bias(part), new int[] {out});
  }

  /** Numbers to begin with. Each parameter draws its own, so that one more changes no other. */
  static Parameters initial(Shape shape, Seed seed) {
    Map<String, float[]> values = new LinkedHashMap<>();
    sizes(shape)
        .forEach((name, sizes) -> values.put(name, initial(name, sizes, seed.derive(name))));
    return new Parameters(shape, values);
  }

  private static float[] initial(String name, int[] sizes, Seed seed) {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    float[] numbers = new float[count];
    if (name.endsWith(BIAS)) {
      return numbers;
    }
    if (sizes.length == 1) {
      Arrays.fill(numbers, 1);
    } else if (name.equals(PRIOR)) {
      Arrays.fill(numbers, .5f);
    } else {
      double deviation =
          name.startsWith("block.") ? 1 / Math.sqrt(sizes[0]) : name.equals(TEXT) ? .1 : .02;
      var random = seed.random();
      for (int index = 0; index < count; index++) {
        numbers[index] = (float) (random.nextGaussian() * deviation);
      }
    }
    return numbers;
  }
}

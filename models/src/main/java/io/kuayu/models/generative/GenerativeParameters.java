package io.kuayu.models.generative;

import io.kuayu.core.Seed;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.transformer.Gaps;
import io.kuayu.models.transformer.Slots;
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
record GenerativeParameters(Shape shape, Map<String, float[]> values) {
  /** What a token means where it is read: {@code [places * vocabulary, dim]}. */
  static final String TOKEN = "token.read";

  /** What a token looks like where it is written: {@code [places * vocabulary, dim]}. */
  static final String WRITTEN = "token.written";

  static final String KIND = "slot.kind";
  static final String POSITION = "slot.position";
  static final String GAP = "slot.gap";
  static final String TARGET = "slot.target";
  static final String WAIT = "slot.wait";

  /** The domain token, with which the decoder begins. */
  static final String DOMAIN = "decoder.domain";

  static final String PLACE = "decoder.place";
  static final String ENCODER = "encoder";
  static final String DECODER = "decoder";

  /** Weight of each prior at each place of an id in each domain: {@code [domains * places * τ]}. */
  static final String PRIOR = "prior.weight";

  /** Parts of a block, see {@link #block}. */
  static final String SELF_NORM = "self.norm";

  static final String SELF_IN = "self.in";
  static final String SELF_OUT = "self.out";
  static final String CROSS_NORM = "cross.norm";
  static final String CROSS_QUERY = "cross.query";
  static final String CROSS_MEMORY = "cross.memory";
  static final String CROSS_OUT = "cross.out";
  static final String FEED_NORM = "feed.norm";
  static final String FEED_IN = "feed.in";
  static final String FEED_OUT = "feed.out";
  static final String NORM = ".norm";

  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /**
   * Sizes.
   *
   * @param slots most slots of a history
   * @param vocabulary tokens at each place of an id
   * @param priors number of τ
   */
  record Shape(
      int dim,
      int encoderLayers,
      int decoderLayers,
      int heads,
      int feedForward,
      int slots,
      int domains,
      int vocabulary,
      int priors) {
    /** The same network over another number of domains. */
    Shape over(int others) {
      return new Shape(
          dim, encoderLayers, decoderLayers, heads, feedForward, slots, others, vocabulary, priors);
    }
  }

  static String block(String side, int layer, String part) {
    return side + "." + layer + "." + part;
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

  /** The names and sizes of all parameters. */
  static Map<String, int[]> sizes(Shape shape) {
    int dim = shape.dim;
    int tokens = SemanticIds.LENGTH * shape.vocabulary;
    Map<String, int[]> sizes = new LinkedHashMap<>();
    sizes.put(TOKEN, new int[] {tokens, dim});
    sizes.put(WRITTEN + WEIGHT, new int[] {tokens, dim});
    sizes.put(WRITTEN + BIAS, new int[] {tokens});
    sizes.put(KIND, new int[] {Slots.kind(shape.domains), dim});
    sizes.put(POSITION, new int[] {shape.slots, dim});
    sizes.put(GAP, new int[] {Gaps.BUCKETS, dim});
    sizes.put(TARGET, new int[] {shape.domains + 1, dim});
    sizes.put(WAIT, new int[] {Gaps.BUCKETS, dim});
    sizes.put(DOMAIN, new int[] {shape.domains, dim});
    sizes.put(PLACE, new int[] {SemanticIds.LENGTH, dim});
    for (int layer = 0; layer < shape.encoderLayers; layer++) {
      attention(sizes, ENCODER, layer, dim);
      feed(sizes, ENCODER, layer, shape);
    }
    norm(sizes, ENCODER + NORM, dim);
    for (int layer = 0; layer < shape.decoderLayers; layer++) {
      attention(sizes, DECODER, layer, dim);
      norm(sizes, block(DECODER, layer, CROSS_NORM), dim);
      linear(sizes, block(DECODER, layer, CROSS_QUERY), dim, dim);
      linear(sizes, block(DECODER, layer, CROSS_MEMORY), dim, 2 * dim);
      linear(sizes, block(DECODER, layer, CROSS_OUT), dim, dim);
      feed(sizes, DECODER, layer, shape);
    }
    norm(sizes, DECODER + NORM, dim);
    if (shape.priors > 0) {
      sizes.put(PRIOR, new int[] {shape.domains * SemanticIds.LENGTH * shape.priors, 1});
    }
    return sizes;
  }

  private static void attention(Map<String, int[]> sizes, String side, int layer, int dim) {
    norm(sizes, block(side, layer, SELF_NORM), dim);
    linear(sizes, block(side, layer, SELF_IN), dim, 3 * dim);
    linear(sizes, block(side, layer, SELF_OUT), dim, dim);
  }

  private static void feed(Map<String, int[]> sizes, String side, int layer, Shape shape) {
    norm(sizes, block(side, layer, FEED_NORM), shape.dim);
    linear(sizes, block(side, layer, FEED_IN), shape.dim, shape.feedForward);
    linear(sizes, block(side, layer, FEED_OUT), shape.feedForward, shape.dim);
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
  static GenerativeParameters initial(Shape shape, Seed seed) {
    Map<String, float[]> values = new LinkedHashMap<>();
    sizes(shape)
        .forEach((name, sizes) -> values.put(name, initial(name, sizes, shape, seed.derive(name))));
    return new GenerativeParameters(shape, values);
  }

  private static float[] initial(String name, int[] sizes, Shape shape, Seed seed) {
    int count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    float[] numbers = new float[count];
    if (name.endsWith(BIAS)) {
      return numbers;
    }
    if (name.equals(PRIOR)) {
      Arrays.fill(numbers, 1f / shape.priors);
    } else if (sizes.length == 1) {
      Arrays.fill(numbers, 1);
    } else {
      boolean inBlock = name.endsWith(WEIGHT) && !name.startsWith(WRITTEN);
      double deviation = inBlock ? 1 / Math.sqrt(sizes[0]) : .02;
      var random = seed.random();
      for (int index = 0; index < count; index++) {
        numbers[index] = (float) (random.nextGaussian() * deviation);
      }
    }
    return numbers;
  }
}

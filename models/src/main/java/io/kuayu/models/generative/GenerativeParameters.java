package io.kuayu.models.generative;

import io.kuayu.core.Seed;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.sequence.SequenceInput;
import io.kuayu.models.sequence.TimeGapBuckets;
import java.util.Map;

/**
 * All numbers that the network has learnt, by name, flat and row-major: the one form in which
 * training begins, bundles are written and plain Java computes.
 *
 * @param shape sizes of the network
 * @param values by the names below
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record GenerativeParameters(Shape shape, Map<String, float[]> values) {
  /** What a token means where it is read: {@code [places * vocabulary, dim]}. */
  public static final String TOKEN = "token.read";

  /** What a token looks like where it is written: {@code [places * vocabulary, dim]}. */
  public static final String WRITTEN = "token.written";

  public static final String KIND = "slot.kind";
  public static final String POSITION = "slot.position";
  public static final String GAP = "slot.gap";
  public static final String TARGET = "slot.target";
  public static final String WAIT = "slot.wait";

  /** The domain token, with which the decoder begins. */
  public static final String DOMAIN = "decoder.domain";

  public static final String PLACE = "decoder.place";
  public static final String ENCODER = "encoder";
  public static final String DECODER = "decoder";

  /** Weight of each prior at each place of an id in each domain: {@code [domains * places * τ]}. */
  public static final String PRIOR = "prior.weight";

  /** Parts of a block, see {@link #block}. */
  public static final String SELF_NORM = "self.norm";

  public static final String SELF_IN = "self.in";
  public static final String SELF_OUT = "self.out";
  public static final String CROSS_NORM = "cross.norm";
  public static final String CROSS_QUERY = "cross.query";
  public static final String CROSS_MEMORY = "cross.memory";
  public static final String CROSS_OUT = "cross.out";
  public static final String FEED_NORM = "feed.norm";
  public static final String FEED_IN = "feed.in";
  public static final String FEED_OUT = "feed.out";
  public static final String NORM = ".norm";

  /**
   * Sizes.
   *
   * @param positions most positions of a history
   * @param vocabulary tokens at each place of an id
   * @param priors number of τ
   */
  public record Shape(
      int dim,
      int encoderLayers,
      int decoderLayers,
      int heads,
      int feedForward,
      int positions,
      int domains,
      int vocabulary,
      int priors) {
    /** The same network over another number of domains. */
    Shape over(int others) {
      return new Shape(
          dim,
          encoderLayers,
          decoderLayers,
          heads,
          feedForward,
          positions,
          others,
          vocabulary,
          priors);
    }
  }

  public static String block(String side, int layer, String part) {
    return side + "." + layer + "." + part;
  }

  public float[] get(String name) {
    return ParameterShapes.named(values, name);
  }

  /** The names and sizes of all parameters. */
  public static ParameterShapes sizes(Shape shape) {
    int dim = shape.dim;
    int tokens = SemanticIds.LENGTH * shape.vocabulary;
    ParameterShapes sizes = new ParameterShapes();
    sizes.put(TOKEN, tokens, dim);
    sizes.put(ParameterShapes.weight(WRITTEN), tokens, dim);
    sizes.put(ParameterShapes.bias(WRITTEN), tokens);
    sizes.put(KIND, SequenceInput.kind(shape.domains), dim);
    sizes.put(POSITION, shape.positions, dim);
    sizes.put(GAP, TimeGapBuckets.BUCKETS, dim);
    sizes.put(TARGET, shape.domains + 1, dim);
    sizes.put(WAIT, TimeGapBuckets.BUCKETS, dim);
    sizes.put(DOMAIN, shape.domains, dim);
    sizes.put(PLACE, SemanticIds.LENGTH, dim);
    for (int layer = 0; layer < shape.encoderLayers; layer++) {
      attention(sizes, ENCODER, layer, dim);
      feed(sizes, ENCODER, layer, shape);
    }
    sizes.norm(ENCODER + NORM, dim);
    for (int layer = 0; layer < shape.decoderLayers; layer++) {
      attention(sizes, DECODER, layer, dim);
      sizes.norm(block(DECODER, layer, CROSS_NORM), dim);
      sizes.linear(block(DECODER, layer, CROSS_QUERY), dim, dim);
      sizes.linear(block(DECODER, layer, CROSS_MEMORY), dim, 2 * dim);
      sizes.linear(block(DECODER, layer, CROSS_OUT), dim, dim);
      feed(sizes, DECODER, layer, shape);
    }
    sizes.norm(DECODER + NORM, dim);
    if (shape.priors > 0) {
      sizes.put(PRIOR, shape.domains * SemanticIds.LENGTH * shape.priors, 1);
    }
    return sizes;
  }

  private static void attention(ParameterShapes sizes, String side, int layer, int dim) {
    sizes.norm(block(side, layer, SELF_NORM), dim);
    sizes.linear(block(side, layer, SELF_IN), dim, 3 * dim);
    sizes.linear(block(side, layer, SELF_OUT), dim, dim);
  }

  private static void feed(ParameterShapes sizes, String side, int layer, Shape shape) {
    sizes.norm(block(side, layer, FEED_NORM), shape.dim);
    sizes.linear(block(side, layer, FEED_IN), shape.dim, shape.feedForward);
    sizes.linear(block(side, layer, FEED_OUT), shape.feedForward, shape.dim);
  }

  /** Numbers to begin with, see {@link ParameterShapes#initial}. */
  public static GenerativeParameters initial(Shape shape, Seed seed) {
    return new GenerativeParameters(
        shape,
        sizes(shape)
            .initial(
                seed,
                Map.of(PRIOR, 1f / shape.priors),
                (name, size) -> isOfBlock(name) ? 1 / Math.sqrt(size[0]) : .02));
  }

  private static boolean isOfBlock(String name) {
    return name.endsWith(ParameterShapes.weight("")) && !name.startsWith(WRITTEN);
  }
}

package io.kuayu.models.transformer;

import io.kuayu.core.Seed;
import io.kuayu.models.dense.ParameterShapes;
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
public record TransformerParameters(Shape shape, Map<String, float[]> values) {
  public static final String ITEM = "item.id";
  public static final String TEXT = "item.text";

  /** Stands in for the id of an item that training did not see. */
  public static final String UNKNOWN = "item.unknown";

  public static final String KIND = "slot.kind";
  public static final String POSITION = "slot.position";
  public static final String GAP = "slot.gap";
  public static final String TARGET = "slot.target";
  public static final String WAIT = "slot.wait";
  public static final String PRIOR = "prior.weight";
  public static final String OUT = "out.norm";

  /** Parts of a block, see {@link #block}. */
  public static final String ATTENTION_NORM = "attention.norm";

  public static final String ATTENTION_IN = "attention.in";
  public static final String ATTENTION_OUT = "attention.out";
  public static final String FEED_NORM = "feed.norm";
  public static final String FEED_IN = "feed.in";
  public static final String FEED_OUT = "feed.out";

  /**
   * Sizes.
   *
   * @param positions most positions of a history
   * @param items rows of the item table: those seen in training
   * @param text width of an item's text vector; 0 where there are no texts
   */
  public record Shape(
      int dim,
      int layers,
      int heads,
      int feedForward,
      int positions,
      int domains,
      int items,
      int text,
      int priors) {
    /** The same network over other domains and items. */
    public Shape with(int otherDomains, int otherItems) {
      return new Shape(
          dim, layers, heads, feedForward, positions, otherDomains, otherItems, text, priors);
    }
  }

  public static String block(int layer, String part) {
    return "block." + layer + "." + part;
  }

  public float[] get(String name) {
    return ParameterShapes.named(values, name);
  }

  /** The names and sizes of all parameters. */
  public static ParameterShapes sizes(Shape shape) {
    int dim = shape.dim;
    ParameterShapes sizes = new ParameterShapes();
    sizes.put(ITEM, shape.items, dim);
    if (shape.text > 0) {
      sizes.put(TEXT, shape.text, dim);
      sizes.put(UNKNOWN, 1, dim);
    }
    sizes.put(KIND, SequenceInput.kinds(shape.domains), dim);
    sizes.put(POSITION, shape.positions, dim);
    sizes.put(GAP, TimeGapBuckets.BUCKETS, dim);
    sizes.put(TARGET, shape.domains + 1, dim);
    sizes.put(WAIT, TimeGapBuckets.BUCKETS, dim);
    for (int layer = 0; layer < shape.layers; layer++) {
      sizes.norm(block(layer, ATTENTION_NORM), dim);
      sizes.linear(block(layer, ATTENTION_IN), dim, 3 * dim);
      sizes.linear(block(layer, ATTENTION_OUT), dim, dim);
      sizes.norm(block(layer, FEED_NORM), dim);
      sizes.linear(block(layer, FEED_IN), dim, shape.feedForward);
      sizes.linear(block(layer, FEED_OUT), shape.feedForward, dim);
    }
    sizes.norm(OUT, dim);
    if (shape.priors > 0) {
      sizes.put(PRIOR, shape.domains, shape.priors);
    }
    return sizes;
  }

  /** Numbers to begin with, see {@link ParameterShapes#initial}. */
  public static TransformerParameters initial(Shape shape, Seed seed) {
    return new TransformerParameters(
        shape,
        sizes(shape)
            .initial(
                seed,
                Map.of(PRIOR, .5f),
                (name, size) ->
                    name.startsWith("block.")
                        ? 1 / Math.sqrt(size[0])
                        : name.equals(TEXT) ? .1 : .02));
  }
}

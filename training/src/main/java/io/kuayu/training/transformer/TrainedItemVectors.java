package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import io.kuayu.core.Seed;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.training.Adam;
import io.kuayu.training.EmbeddingTable;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TransformerLayers;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The vectors of trained items in a training step: id plus projected text. With a full softmax a
 * step needs all of them, and ids are a dense weight. With sampled negatives it computes only the
 * rows that it touches, and ids are an {@link EmbeddingTable}, so that its cost does not grow with
 * the catalogue.
 */
final class TrainedItemVectors {
  private final TorchSession session;
  private final TrainableWeights weights;
  private final TransformerNetwork network;
  private final ItemRows rows;
  private final ContentVectors texts;
  private final TransformerParameters.Shape shape;
  private final NDArray textVectors;

  TrainedItemVectors(
      TorchSession session,
      TrainableWeights weights,
      TransformerNetwork network,
      ItemRows rows,
      ContentVectors texts,
      TransformerParameters.Shape shape) {
    this.session = session;
    this.weights = weights;
    this.network = network;
    this.rows = rows;
    this.texts = texts;
    this.shape = shape;
    textVectors = session.array(texts.gather(rows.ordinals()), rows.size(), texts.width());
  }

  /**
   * The parameters that are tables, see {@link EmbeddingTable}.
   *
   * @param sampled whether a step touches some items only
   */
  static Set<String> tables(boolean sampled) {
    return sampled ? Set.of(TransformerParameters.ITEM) : Set.of();
  }

  /**
   * A step over all items.
   *
   * @param maskings of each row
   */
  Step all(ItemMasking[] maskings) {
    return new Step(new int[0], new int[0], network.weight(TransformerParameters.ITEM), maskings);
  }

  /**
   * A step over some items.
   *
   * @param touched their rows, each at least once
   * @param maskings of each row
   */
  Step of(int[] touched, ItemMasking[] maskings, Adam optimiser) {
    int[] chosen = Arrays.stream(touched).sorted().distinct().toArray();
    int[] places = new int[rows.size()];
    for (int index = 0; index < chosen.length; index++) {
      places[chosen[index]] = index;
    }
    EmbeddingTable table = table();
    optimiser.catchUp(table, chosen);
    NDArray ids = session.leaf(table.gather(chosen), chosen.length, shape.dim());
    return new Step(chosen, places, ids, maskings);
  }

  private EmbeddingTable table() {
    return ParameterShapes.named(weights.tables(), TransformerParameters.ITEM);
  }

  /** Brings all ids up to date, so that they can be read outside of a step. */
  void settle(Adam optimiser) {
    if (weights.tables().containsKey(TransformerParameters.ITEM)) {
      optimiser.catchUp(table(), IntStream.range(0, rows.size()).toArray());
    }
  }

  /** The items of one step. */
  final class Step {
    private final int[] chosen;
    private final int[] places;
    private final NDArray ids;
    private final ItemMasking[] maskings;

    private Step(int[] chosen, int[] places, NDArray ids, ItemMasking[] maskings) {
      this.chosen = chosen;
      this.places = places;
      this.ids = ids;
      this.maskings = maskings;
    }

    private boolean isAll() {
      return places.length == 0;
    }

    /** The index of each row in {@link #vectors}. */
    int[] places(int[] wanted) {
      return isAll() ? wanted : Arrays.stream(wanted).map(row -> places[row]).toArray();
    }

    /** The vectors, with gradient, {@code [items, dim]}; masked ones exclude the id. */
    NDArray vectors() {
      if (shape.text() == 0) {
        return session.scaled(ids, 1);
      }
      int size = isAll() ? rows.size() : chosen.length;
      float[] known = new float[size];
      float[] unknown = new float[size];
      for (int index = 0; index < size; index++) {
        int row = isAll() ? index : chosen[index];
        known[index] = maskings[row] == ItemMasking.NONE ? 1 : 0;
        unknown[index] = 1 - known[index];
      }
      NDArray content =
          isAll()
              ? textVectors
              : TransformerLayers.rows(textVectors, session.array(chosen, chosen.length));
      return ids.mul(session.array(known, size, 1))
          .add(
              session.array(unknown, size, 1).matMul(network.weight(TransformerParameters.UNKNOWN)))
          .add(content.matMul(network.weight(TransformerParameters.TEXT)));
    }

    /** The gradients of the touched ids after the backward pass; none where ids are dense. */
    EmbeddingTable.Gradient[] gradients() {
      if (isAll()) {
        return new EmbeddingTable.Gradient[0];
      }
      return new EmbeddingTable.Gradient[] {
        table().gradient(chosen, TorchSession.values(ids.getGradient()))
      };
    }
  }

  /** Masking of each row, drawn for a step. */
  ItemMasking[] maskings(TransformerSettings settings, Seed seed) {
    SplittableRandom random = seed.derive("id-dropout").random();
    ItemMasking[] maskings = new ItemMasking[rows.size()];
    for (int row = 0; row < maskings.length; row++) {
      double drawn = random.nextDouble();
      maskings[row] =
          shape.text() == 0 || drawn >= settings.idDropout() || !texts.has(rows.ordinals()[row])
              ? ItemMasking.NONE
              : drawn < settings.idDropout() * settings.newShare()
                  ? ItemMasking.NEW
                  : ItemMasking.NO_ID;
    }
    return maskings;
  }
}

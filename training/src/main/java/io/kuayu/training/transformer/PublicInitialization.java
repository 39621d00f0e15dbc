package io.kuayu.training.transformer;

import io.kuayu.core.Seed;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.transformer.TransformerParameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Initial weights of a private training, from public texts alone: item vectors are the principal
 * components of their texts, and the prediction resembles the last event and the mean of the
 * history. So the network ranks by text before it sees any event, and has only to learn the
 * difference.
 */
final class PublicInitialization {
  /** Length of an item's vector that keeps all of its text; sets how peaked the softmax is. */
  private static final float TEXT_LENGTH = .7f;

  /** The weight of the history's mean relative to the last event's vector. */
  private static final float MEAN_SHARE = .035f;

  private static final double SPREAD = .001;

  private PublicInitialization() {}

  /** Initial values; of causal blocks, only the first contributes anything. */
  static TransformerParameters of(TransformerParameters.Shape shape, Seed seed) {
    int dim = shape.dim();
    Map<String, float[]> values =
        new LinkedHashMap<>(
            TransformerParameters.sizes(shape)
                .initial(
                    seed,
                    Map.of(TransformerParameters.PRIOR, 1f),
                    (name, size) -> name.startsWith("block.") ? 1 / Math.sqrt(size[0]) : SPREAD));
    values.put(TransformerParameters.ITEM, new float[shape.items() * dim]);
    values.put(TransformerParameters.UNKNOWN, new float[dim]);
    float[] text = new float[shape.text() * dim];
    for (int axis = 0; axis < Math.min(shape.text(), dim); axis++) {
      text[axis * dim + axis] = TEXT_LENGTH;
    }
    values.put(TransformerParameters.TEXT, text);
    for (int layer = 0; layer < shape.layers(); layer++) {
      String in =
          ParameterShapes.weight(
              TransformerParameters.block(layer, TransformerParameters.ATTENTION_IN));
      String out =
          ParameterShapes.weight(
              TransformerParameters.block(layer, TransformerParameters.ATTENTION_OUT));
      String feed =
          ParameterShapes.weight(
              TransformerParameters.block(layer, TransformerParameters.FEED_OUT));
      float[] project = ParameterShapes.named(values, in);
      float[] join = ParameterShapes.named(values, out);
      Arrays.fill(join, 0);
      Arrays.fill(ParameterShapes.named(values, feed), 0);
      for (int axis = 0; axis < dim; axis++) {
        int row = axis * 3 * dim;
        for (int column = 0; column < 2 * dim; column++) {
          project[row + column] *= .1f;
        }
        Arrays.fill(project, row + 2 * dim, row + 3 * dim, 0);
        project[row + 2 * dim + axis] = 1;
        join[axis * dim + axis] = layer == 0 ? MEAN_SHARE : 0;
      }
    }
    return new TransformerParameters(shape, values);
  }
}

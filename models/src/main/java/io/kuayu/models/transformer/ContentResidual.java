package io.kuayu.models.transformer;

import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Rewrites ids as residuals of content: a ridge regression predicts each id vector from the content
 * vector of its item, the prediction moves into the projection of content, and the id keeps the
 * rest. Vectors of trained items stay as they are, up to rounding; an item without id gets the
 * vector that its content predicts. Costs {@code items · width · (width + dim)} products.
 */
public final class ContentResidual {
  /** Items without effect that the regression adds for each direction of the content. */
  private static final double RIDGE = 30;

  private ContentResidual() {}

  /**
   * The same network with other ids, projection and vector of unknown ids.
   *
   * @param learnt with content; without it, nothing changes
   * @param texts of all items of the catalogue
   */
  public static TransformerParameters of(
      TransformerParameters learnt, ItemRows rows, ContentVectors texts) {
    int width = learnt.shape().text();
    int[] with = Arrays.stream(rows.ordinals()).filter(texts::has).toArray();
    if (width == 0 || with.length <= width) {
      return learnt;
    }
    int dim = learnt.shape().dim();
    float[] ids = learnt.get(TransformerParameters.ITEM);
    double[] mean = mean(ids, rows, with, dim);
    DMatrixRMaj gram = CommonOps_DDRM.identity(width);
    CommonOps_DDRM.scale(RIDGE, gram);
    DMatrixRMaj towards = new DMatrixRMaj(width, dim);
    for (int item : with) {
      int id = rows.of(item) * dim;
      for (int row = 0; row < width; row++) {
        float content = texts.values()[item * width + row];
        for (int column = 0; column < width; column++) {
          gram.add(row, column, content * texts.values()[item * width + column]);
        }
        for (int axis = 0; axis < dim; axis++) {
          towards.add(row, axis, content * (ids[id + axis] - mean[axis]));
        }
      }
    }
    DMatrixRMaj map = new DMatrixRMaj(width, dim);
    CommonOps_DDRM.solveSPD(gram, towards, map);
    return rewritten(learnt, rows, texts, mean, map);
  }

  private static double[] mean(float[] ids, ItemRows rows, int[] items, int dim) {
    double[] mean = new double[dim];
    for (int item : items) {
      for (int axis = 0; axis < dim; axis++) {
        mean[axis] += ids[rows.of(item) * dim + axis] / (double) items.length;
      }
    }
    return mean;
  }

  private static TransformerParameters rewritten(
      TransformerParameters learnt,
      ItemRows rows,
      ContentVectors texts,
      double[] mean,
      DMatrixRMaj map) {
    int width = map.numRows;
    int dim = mean.length;
    float[] ids = learnt.get(TransformerParameters.ITEM).clone();
    float[] projection = learnt.get(TransformerParameters.TEXT).clone();
    float[] unknown = new float[dim];
    for (int axis = 0; axis < dim; axis++) {
      unknown[axis] = (float) mean[axis];
      for (int row = 0; row < width; row++) {
        projection[row * dim + axis] += (float) map.get(row, axis);
      }
    }
    double[] explained = new double[dim];
    for (int row = 0; row < rows.size(); row++) {
      Arrays.fill(explained, 0);
      for (int at = 0; at < width; at++) {
        float content = texts.values()[rows.ordinals()[row] * width + at];
        for (int axis = 0; axis < dim; axis++) {
          explained[axis] += content * map.get(at, axis);
        }
      }
      for (int axis = 0; axis < dim; axis++) {
        ids[row * dim + axis] -= (float) explained[axis];
      }
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt.values());
    values.put(TransformerParameters.ITEM, ids);
    values.put(TransformerParameters.TEXT, projection);
    values.put(TransformerParameters.UNKNOWN, unknown);
    return new TransformerParameters(learnt.shape(), values);
  }
}

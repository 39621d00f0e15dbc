package io.kuayu.models.linear;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.models.sparse.HistoryWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Scores with {@code scale_j · (x_jᵀ M h - own_j · w_j)}: h is the history's items, weighted, in
 * the coordinates of the inverse M, and w_j the weight of the item's own place in the history. A
 * score of a domain costs one row of M for each coordinate that the history touches.
 */
final class EaseModel implements Model {
  static final String FAMILY = "ease";

  private final Catalogue catalogue;
  private final IncidenceMatrix incidence;
  private final float[][] inverse;
  private final EaseNormalization denominators;
  private final double decay;

  EaseModel(
      Catalogue catalogue,
      IncidenceMatrix incidence,
      float[][] inverse,
      EaseNormalization denominators,
      double decay) {
    this.catalogue = catalogue;
    this.incidence = incidence;
    this.inverse = inverse;
    this.denominators = denominators;
    this.decay = decay;
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    float[] projected = project(touched(context));
    int[] items = catalogue.ordinals(domain);
    for (int position = 0; position < items.length; position++) {
      int item = items[position];
      float sum = 0;
      for (int place = incidence.begin(item); place < incidence.end(item); place++) {
        sum += projected[incidence.coordinate(place)];
      }
      scores[position] = denominators.scale(item) * sum;
    }
    float[] weights = HistoryWeights.of(context.length(), decay);
    for (int index = 0; index < weights.length; index++) {
      int item = context.items()[index];
      if (catalogue.domainOf(item) == domain) {
        scores[catalogue.positionOf(item)] -=
            denominators.scale(item) * denominators.own(item) * weights[index];
      }
    }
  }

  /** The history in the coordinates of the inverse. */
  private float[] touched(Context context) {
    float[] touched = new float[incidence.size()];
    float[] weights = HistoryWeights.of(context.length(), decay);
    for (int index = 0; index < weights.length; index++) {
      int item = context.items()[index];
      for (int place = incidence.begin(item); place < incidence.end(item); place++) {
        touched[incidence.coordinate(place)] += weights[index];
      }
    }
    return touched;
  }

  /** The inverse times a vector that is mostly 0, four rows at a time. */
  private float[] project(float[] touched) {
    int[] rows = new int[touched.length + 3];
    int count = 0;
    for (int coordinate = 0; coordinate < touched.length; coordinate++) {
      if (touched[coordinate] != 0) {
        rows[count++] = coordinate;
      }
    }
    float[] projected = new float[touched.length];
    for (int n = 0; n < count; n += 4) {
      add(projected, touched, rows, n, Math.min(4, count - n));
    }
    return projected;
  }

  private void add(float[] projected, float[] touched, int[] rows, int from, int count) {
    float[] row0 = inverse[rows[from]];
    float[] row1 = inverse[rows[from + 1]];
    float[] row2 = inverse[rows[from + 2]];
    float[] row3 = inverse[rows[from + 3]];
    float weight0 = touched[rows[from]];
    float weight1 = count > 1 ? touched[rows[from + 1]] : 0;
    float weight2 = count > 2 ? touched[rows[from + 2]] : 0;
    float weight3 = count > 3 ? touched[rows[from + 3]] : 0;
    for (int column = 0; column < projected.length; column++) {
      projected[column] +=
          weight0 * row0[column]
              + weight1 * row1[column]
              + weight2 * row2[column]
              + weight3 * row3[column];
    }
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    float[] weights = HistoryWeights.of(context.length(), decay);
    List<Contribution> contributions = new ArrayList<>();
    for (int index = 0; index < weights.length; index++) {
      int own = context.items()[index];
      double sum = 0;
      if (own != item) {
        for (int p = incidence.begin(own); p < incidence.end(own); p++) {
          float[] row = inverse[incidence.coordinate(p)];
          for (int q = incidence.begin(item); q < incidence.end(item); q++) {
            sum += row[incidence.coordinate(q)];
          }
        }
      }
      contributions.add(
          Contribution.ofEvent(index, weights[index] * denominators.scale(item) * sum));
    }
    return contributions;
  }

  /** This model without some users; see {@link io.kuayu.model.Unlearning}. */
  Optional<Model> without(TrainingData before, TrainingData after) {
    return InverseDowndate.of(incidence, inverse, before, after)
        .map(
            left ->
                new EaseModel(
                    catalogue,
                    left.incidence(),
                    left.inverse(),
                    EaseNormalization.of(left.incidence(), left.inverse(), true),
                    decay));
  }

  @Override
  public void save(ModelWriter out) {
    int size = incidence.size();
    float[] triangle =
        new float[ArraySize.product("numbers of the inverse", (size + 1L) * size / 2)];
    for (int row = 0, at = 0; row < size; at += row + 1, row++) {
      System.arraycopy(inverse[row], 0, triangle, at, row + 1);
    }
    out.floats("inverse", triangle, triangle.length);
    out.ints("offsets", incidence.offsets(), incidence.offsets().length);
    out.ints("coordinates", incidence.coordinates(), incidence.coordinates().length);
    out.floats("own", denominators.owns(), denominators.owns().length);
    out.floats("scale", denominators.scales(), denominators.scales().length);
    out.property("size", Integer.toString(size));
    out.property("decay", Double.toString(decay));
  }

  static EaseModel load(ModelReader in, Catalogue catalogue) {
    int size = Integer.parseInt(in.property("size"));
    float[][] inverse = new float[size][size];
    float[] triangle = in.floats("inverse");
    for (int row = 0, at = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, at++) {
        inverse[row][column] = triangle[at];
        inverse[column][row] = triangle[at];
      }
    }
    int items = catalogue.size();
    return new EaseModel(
        catalogue,
        new IncidenceMatrix(size, in.ints("offsets"), in.ints("coordinates")).extendedTo(items),
        inverse,
        new EaseNormalization(
            Arrays.copyOf(in.floats("own"), items), Arrays.copyOf(in.floats("scale"), items)),
        Double.parseDouble(in.property("decay")));
  }
}

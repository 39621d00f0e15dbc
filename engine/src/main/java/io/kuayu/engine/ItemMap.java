package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Items as points of a plane: their vectors of length 1, seen along the two directions in which
 * they differ most (principal components). Every domain has the same number of points where it has
 * enough items.
 *
 * @param points in no order that tells anything
 * @param shown the share of all variance that the two directions hold, 0 to 1
 */
public record ItemMap(List<Point> points, double shown) {
  private static final int ROUNDS = 60;
  private static final double NOISE = 1e-9;

  public ItemMap {
    points = List.copyOf(points);
  }

  /**
   * An item in the plane.
   *
   * @param x along the direction of most variance
   * @param y along the next one
   */
  public record Point(ItemKey item, String title, double x, double y) {}

  /** Costs about 250·n·d multiplications for n points of dimension d. */
  static ItemMap of(Engine engine, UnitVectors vectors, int most) {
    Catalogue catalogue = engine.catalogue();
    List<Integer> sample = sample(engine, vectors, most);
    double[][] rows = new double[sample.size()][vectors.dimension()];
    for (int row = 0; row < rows.length; row++) {
      float[] vector = vectors.of(sample.get(row));
      for (int axis = 0; axis < vector.length; axis++) {
        rows[row][axis] = vector[axis];
      }
    }
    double variance = centre(rows);
    double[] first = direction(rows, new double[vectors.dimension()]);
    double[] second = direction(rows, first);
    List<Point> points = new ArrayList<>();
    double held = 0;
    for (int row = 0; row < rows.length; row++) {
      double x = dot(rows[row], first);
      double y = dot(rows[row], second);
      held += x * x + y * y;
      var item = catalogue.item(sample.get(row));
      points.add(new Point(item.key(), item.title(), x, y));
    }
    return new ItemMap(points, variance > 0 ? held / variance : 0);
  }

  /** One item of each domain in turn; the order of ordinals is as good as random. */
  private static List<Integer> sample(Engine engine, UnitVectors vectors, int most) {
    Catalogue catalogue = engine.catalogue();
    List<Integer> sample = new ArrayList<>();
    for (int position = 0; position < catalogue.size() && sample.size() < most; position++) {
      for (int domain = 0; domain < catalogue.domains().size(); domain++) {
        int[] items = catalogue.ordinals(domain);
        if (position < items.length
            && sample.size() < most
            && vectors.has(items[position])
            && !engine.withdrawn().contains(items[position])) {
          sample.add(items[position]);
        }
      }
    }
    return sample;
  }

  /** Moves the rows to their mean and returns the sum of their squares. */
  private static double centre(double[][] rows) {
    double sum = 0;
    for (int axis = 0; rows.length > 0 && axis < rows[0].length; axis++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[axis] / rows.length;
      }
      for (double[] row : rows) {
        row[axis] -= mean;
        sum += row[axis] * row[axis];
      }
    }
    return sum;
  }

  /** The direction of most variance at right angles to another one, by power iteration. */
  private static double[] direction(double[][] rows, double[] other) {
    double[] direction = new double[other.length];
    for (int axis = 0; axis < direction.length; axis++) {
      direction[axis] = 1.0 / (axis + 1);
    }
    add(direction, other, -dot(direction, other));
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[direction.length];
      for (double[] row : rows) {
        add(next, row, dot(row, direction));
      }
      add(next, other, -dot(next, other));
      double length = Math.sqrt(dot(next, next));
      // What is left of nothing is the noise of rounding: there is no such direction.
      if (!(length > NOISE)) {
        return new double[direction.length];
      }
      for (int axis = 0; axis < next.length; axis++) {
        direction[axis] = next[axis] / length;
      }
    }
    return direction;
  }

  private static void add(double[] sum, double[] vector, double times) {
    for (int axis = 0; axis < sum.length; axis++) {
      sum[axis] += times * vector[axis];
    }
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int axis = 0; axis < left.length; axis++) {
      sum += left[axis] * right[axis];
    }
    return sum;
  }
}

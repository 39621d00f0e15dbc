package io.kuayu.engine.map;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.catalogue.DeletedItems;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.vector.UnitVectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Items as points of a plane in which similar vectors are close together ({@link TsneLayout}). The
 * layout starts from the first two principal components. Every domain has the same number of points
 * where it has enough items. The same items give the same map.
 *
 * @param points in an order without meaning
 * @param shown the share of each point's ten nearest vectors that are also its nearest points
 */
public record ItemMap(List<Point> points, double shown) {
  private static final Duration MAX_DURATION = Duration.ofSeconds(20);
  private static final int ITERATIONS = 60;
  private static final double NOISE = 1e-9;

  public ItemMap {
    points = List.copyOf(points);
  }

  /**
   * An item in the plane.
   *
   * @param x increases to the right
   * @param y increases upwards
   */
  public record Point(ItemKey item, String title, double x, double y) {}

  /**
   * Takes about a second for 1,200 points, and twenty seconds at most.
   *
   * @param domains whose items are on the map; others leave no trace on it
   */
  public static ItemMap of(
      Catalogue catalogue,
      DeletedItems deleted,
      UnitVectors vectors,
      Set<String> domains,
      int maxItems) {
    List<Integer> sample = sample(catalogue, deleted, vectors, domains, maxItems);
    float[][] rows = sample.stream().map(vectors::of).toArray(float[][]::new);
    if (rows.length == 0) {
      return new ItemMap(List.of(), 0);
    }
    TsneLayout layout = new TsneLayout(rows, components(rows, vectors.dimension()));
    double[][] positions = layout.optimise(Deadline.in(MAX_DURATION));
    List<Point> points = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      Item item = catalogue.item(sample.get(row));
      points.add(new Point(item.key(), item.title(), positions[row][0], positions[row][1]));
    }
    return new ItemMap(points, layout.neighbourPreservation(positions));
  }

  /** The first two principal components of each row. */
  private static double[][] components(float[][] vectors, int dimension) {
    double[][] rows = new double[vectors.length][dimension];
    for (int row = 0; row < rows.length; row++) {
      for (int axis = 0; axis < dimension; axis++) {
        rows[row][axis] = vectors[row][axis];
      }
    }
    centre(rows);
    double[] first = direction(rows, new double[dimension]);
    double[] second = direction(rows, first);
    return Arrays.stream(rows)
        .map(row -> new double[] {dot(row, first), dot(row, second)})
        .toArray(double[][]::new);
  }

  /** Takes one item of each domain in turn; the order of ordinals is as good as random. */
  private static List<Integer> sample(
      Catalogue catalogue,
      DeletedItems deleted,
      UnitVectors vectors,
      Set<String> domains,
      int maxItems) {
    List<int[]> candidates =
        IntStream.range(0, catalogue.domains().size())
            .filter(domain -> domains.contains(catalogue.domains().get(domain)))
            .mapToObj(catalogue::ordinals)
            .toList();
    List<Integer> sample = new ArrayList<>();
    for (int position = 0; position < catalogue.size() && sample.size() < maxItems; position++) {
      for (int[] items : candidates) {
        if (position < items.length
            && sample.size() < maxItems
            && vectors.has(items[position])
            && !deleted.contains(items[position])) {
          sample.add(items[position]);
        }
      }
    }
    return sample;
  }

  /** Centres the rows at their mean. */
  private static void centre(double[][] rows) {
    for (int axis = 0; rows.length > 0 && axis < rows[0].length; axis++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[axis] / rows.length;
      }
      for (double[] row : rows) {
        row[axis] -= mean;
      }
    }
  }

  /** The direction of most variance orthogonal to another one, by power iteration. */
  private static double[] direction(double[][] rows, double[] other) {
    double[] direction = new double[other.length];
    for (int axis = 0; axis < direction.length; axis++) {
      direction[axis] = 1.0 / (axis + 1);
    }
    add(direction, other, -dot(direction, other));
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = new double[direction.length];
      for (double[] row : rows) {
        add(next, row, dot(row, direction));
      }
      add(next, other, -dot(next, other));
      double length = Math.sqrt(dot(next, next));
      // Only rounding noise remains, so there is no such direction.
      if (!(length > NOISE)) {
        return new double[direction.length];
      }
      for (int axis = 0; axis < next.length; axis++) {
        direction[axis] = next[axis] / length;
      }
    }
    return direction;
  }

  private static void add(double[] sum, double[] vector, double factor) {
    for (int axis = 0; axis < sum.length; axis++) {
      sum[axis] += factor * vector[axis];
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

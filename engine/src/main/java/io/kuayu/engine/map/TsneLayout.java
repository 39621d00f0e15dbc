package io.kuayu.engine.map;

import io.kuayu.core.math.TopRows;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.vector.UnitVectors;
import java.util.Arrays;

/**
 * Lays vectors of length 1 out in a plane so that those near each other stay near: t-SNE (van der
 * Maaten and Hinton, JMLR 2008), with forces of attraction between nearest neighbours alone. The
 * same start gives the same plane, unless the time runs out before the last round.
 *
 * <p>Costs n²·d multiplications for the neighbours and 350 rounds of n²/2 divisions: about a second
 * for 1,200 points.
 */
final class TsneLayout {
  private static final int ROUNDS = 350;
  private static final int EXAGGERATED = 100;
  private static final double EXAGGERATION = 12;
  private static final double PERPLEXITY = 30;
  private static final double RATE = 100;
  private static final double START = 1e-2;

  private final int size;
  private final int[][] neighbours;
  private final double[][] attraction;
  private final double[] x;
  private final double[] y;

  /**
   * @param rows vectors of length 1, {@code [points][dimension]}
   * @param start two numbers a point to begin with, such as principal components
   */
  TsneLayout(float[][] rows, double[][] start) {
    size = rows.length;
    neighbours = new int[size][];
    attraction = new double[size][];
    int most = (int) Math.min(size - 1.0, 3 * PERPLEXITY);
    for (int point = 0; point < size; point++) {
      TopRows nearest = new TopRows(Math.max(1, most));
      for (int other = 0; other < size; other++) {
        if (other != point) {
          nearest.offer(other, UnitVectors.dot(rows[point], rows[other]));
        }
      }
      TopRows.Row[] found = nearest.descending();
      neighbours[point] = Arrays.stream(found).mapToInt(TopRows.Row::row).toArray();
      attraction[point] =
          chances(Arrays.stream(found).mapToDouble(near -> 2 - 2 * near.value()).toArray());
    }
    double spread = Math.sqrt(Arrays.stream(start).mapToDouble(at -> at[0] * at[0]).sum() / size);
    double scale = spread > 0 ? START / spread : 0;
    x = Arrays.stream(start).mapToDouble(at -> scale * at[0]).toArray();
    y = Arrays.stream(start).mapToDouble(at -> scale * at[1]).toArray();
  }

  /** How likely each neighbour is under a normal density as wide as the perplexity says. */
  private static double[] chances(double[] distances) {
    double[] chances = new double[distances.length];
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double precision = 1;
    double wanted = Math.log(Math.min(PERPLEXITY, Math.max(1, distances.length)));
    for (int step = 0; step < 60; step++) {
      double sum = 0;
      double mean = 0;
      for (int index = 0; index < distances.length; index++) {
        double off = distances[index] - distances[0];
        chances[index] = Math.exp(-off * precision);
        sum += chances[index];
        mean += off * chances[index];
      }
      double entropy = Math.log(sum) + precision * mean / sum;
      for (int index = 0; index < distances.length; index++) {
        chances[index] /= sum;
      }
      if (entropy > wanted) {
        low = precision;
        precision = Double.isInfinite(high) ? 2 * precision : (precision + high) / 2;
      } else {
        high = precision;
        precision = (precision + low) / 2;
      }
    }
    return chances;
  }

  /**
   * Lets the points settle.
   *
   * @param deadline after which no round begins
   * @return {@code [points][2]}
   */
  double[][] settle(Deadline deadline) {
    double[] speedX = new double[size];
    double[] speedY = new double[size];
    double[] forceX = new double[size];
    double[] forceY = new double[size];
    for (int round = 0; round < ROUNDS && !deadline.isOver(); round++) {
      forces(round < EXAGGERATED ? EXAGGERATION : 1, forceX, forceY);
      double momentum = round < EXAGGERATED ? .5 : .8;
      move(x, speedX, forceX, momentum);
      move(y, speedY, forceY, momentum);
    }
    double[][] places = new double[size][];
    Arrays.setAll(places, point -> new double[] {x[point], y[point]});
    return places;
  }

  private void move(double[] places, double[] speeds, double[] forces, double momentum) {
    double middle = 0;
    for (int point = 0; point < size; point++) {
      speeds[point] = momentum * speeds[point] + RATE * forces[point];
      places[point] += speeds[point];
      middle += places[point] / size;
    }
    for (int point = 0; point < size; point++) {
      places[point] -= middle;
    }
  }

  private void forces(double exaggeration, double[] forceX, double[] forceY) {
    Arrays.fill(forceX, 0);
    Arrays.fill(forceY, 0);
    double whole = repel(forceX, forceY);
    for (int point = 0; point < size; point++) {
      forceX[point] *= 4 / whole;
      forceY[point] *= 4 / whole;
    }
    for (int point = 0; point < size; point++) {
      for (int index = 0; index < neighbours[point].length; index++) {
        int other = neighbours[point][index];
        double offX = x[other] - x[point];
        double offY = y[other] - y[point];
        double chance = attraction[point][index] / (2.0 * size);
        double pull = 4 * exaggeration * chance / (1 + offX * offX + offY * offY);
        forceX[point] += pull * offX;
        forceY[point] += pull * offY;
        forceX[other] -= pull * offX;
        forceY[other] -= pull * offY;
      }
    }
  }

  /** Adds how all pairs push each other away, times the sum of closeness that is returned. */
  private double repel(double[] forceX, double[] forceY) {
    double whole = 0;
    for (int point = 0; point < size; point++) {
      double ownX = 0;
      double ownY = 0;
      for (int other = 0; other < point; other++) {
        double offX = x[point] - x[other];
        double offY = y[point] - y[other];
        double closeness = 1 / (1 + offX * offX + offY * offY);
        whole += 2 * closeness;
        double push = closeness * closeness;
        ownX += push * offX;
        ownY += push * offY;
        forceX[other] -= push * offX;
        forceY[other] -= push * offY;
      }
      forceX[point] += ownX;
      forceY[point] += ownY;
    }
    return Math.max(whole, 1e-9);
  }

  /** The share of each point's nearest vectors that are among its nearest points of the plane. */
  double kept(double[][] places) {
    int most = Math.min(10, size - 1);
    if (most < 1) {
      return 1;
    }
    long kept = 0;
    for (int point = 0; point < size; point++) {
      TopRows nearest = new TopRows(most);
      for (int other = 0; other < size; other++) {
        if (other != point) {
          double offX = places[point][0] - places[other][0];
          double offY = places[point][1] - places[other][1];
          nearest.offer(other, (float) -(offX * offX + offY * offY));
        }
      }
      int[] near = Arrays.copyOf(neighbours[point], most);
      kept +=
          Arrays.stream(nearest.rows())
              .filter(row -> Arrays.stream(near).anyMatch(own -> own == row))
              .count();
    }
    return (double) kept / ((long) size * most);
  }
}

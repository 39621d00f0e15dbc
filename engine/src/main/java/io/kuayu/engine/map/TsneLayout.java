package io.kuayu.engine.map;

import io.kuayu.core.math.TopRows;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.vector.UnitVectors;
import java.util.Arrays;

/**
 * Lays out vectors of length 1 in a plane so that near neighbours stay near: t-SNE (van der Maaten
 * and Hinton, JMLR 2008), with attractive forces between nearest neighbours only. The same start
 * gives the same plane, unless the time runs out before the last round.
 *
 * <p>Costs n²·d multiplications for the neighbours and 350 rounds of n²/2 divisions: about a second
 * for 1,200 points.
 */
final class TsneLayout {
  private static final int ITERATIONS = 350;
  private static final int EXAGGERATED_ITERATIONS = 100;
  private static final double EXAGGERATION = 12;
  private static final double PERPLEXITY = 30;
  private static final double LEARNING_RATE = 100;
  private static final double INITIAL_SPREAD = 1e-2;

  private final int size;
  private final int[][] neighbours;
  private final double[][] attraction;
  private final double[] x;
  private final double[] y;

  /**
   * @param rows vectors of length 1, {@code [points][dimension]}
   * @param start two initial coordinates per point, such as principal components
   */
  TsneLayout(float[][] rows, double[][] start) {
    size = rows.length;
    neighbours = new int[size][];
    attraction = new double[size][];
    int maxNeighbours = (int) Math.min(size - 1.0, 3 * PERPLEXITY);
    for (int point = 0; point < size; point++) {
      TopRows nearest = new TopRows(Math.max(1, maxNeighbours));
      for (int other = 0; other < size; other++) {
        if (other != point) {
          nearest.offer(other, UnitVectors.dot(rows[point], rows[other]));
        }
      }
      TopRows.Row[] found = nearest.descending();
      neighbours[point] = Arrays.stream(found).mapToInt(TopRows.Row::row).toArray();
      attraction[point] =
          probabilities(Arrays.stream(found).mapToDouble(near -> 2 - 2 * near.value()).toArray());
    }
    double spread = Math.sqrt(Arrays.stream(start).mapToDouble(at -> at[0] * at[0]).sum() / size);
    double scale = spread > 0 ? INITIAL_SPREAD / spread : 0;
    x = Arrays.stream(start).mapToDouble(at -> scale * at[0]).toArray();
    y = Arrays.stream(start).mapToDouble(at -> scale * at[1]).toArray();
  }

  /** The probability of each neighbour under a normal density whose width fits the perplexity. */
  private static double[] probabilities(double[] distances) {
    double[] probabilities = new double[distances.length];
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double precision = 1;
    double targetEntropy = Math.log(Math.min(PERPLEXITY, Math.max(1, distances.length)));
    for (int step = 0; step < 60; step++) {
      double sum = 0;
      double mean = 0;
      for (int index = 0; index < distances.length; index++) {
        double off = distances[index] - distances[0];
        probabilities[index] = Math.exp(-off * precision);
        sum += probabilities[index];
        mean += off * probabilities[index];
      }
      double entropy = Math.log(sum) + precision * mean / sum;
      for (int index = 0; index < distances.length; index++) {
        probabilities[index] /= sum;
      }
      if (entropy > targetEntropy) {
        low = precision;
        precision = Double.isInfinite(high) ? 2 * precision : (precision + high) / 2;
      } else {
        high = precision;
        precision = (precision + low) / 2;
      }
    }
    return probabilities;
  }

  /**
   * Iterates the layout.
   *
   * @param deadline after which no round begins
   * @return {@code [points][2]}
   */
  double[][] optimise(Deadline deadline) {
    double[] speedX = new double[size];
    double[] speedY = new double[size];
    double[] forceX = new double[size];
    double[] forceY = new double[size];
    for (int iteration = 0; iteration < ITERATIONS && !deadline.isOver(); iteration++) {
      forces(iteration < EXAGGERATED_ITERATIONS ? EXAGGERATION : 1, forceX, forceY);
      double momentum = iteration < EXAGGERATED_ITERATIONS ? .5 : .8;
      applyForces(x, speedX, forceX, momentum);
      applyForces(y, speedY, forceY, momentum);
    }
    double[][] positions = new double[size][];
    Arrays.setAll(positions, point -> new double[] {x[point], y[point]});
    return positions;
  }

  private void applyForces(double[] positions, double[] speeds, double[] forces, double momentum) {
    double middle = 0;
    for (int point = 0; point < size; point++) {
      speeds[point] = momentum * speeds[point] + LEARNING_RATE * forces[point];
      positions[point] += speeds[point];
      middle += positions[point] / size;
    }
    for (int point = 0; point < size; point++) {
      positions[point] -= middle;
    }
  }

  private void forces(double exaggeration, double[] forceX, double[] forceY) {
    Arrays.fill(forceX, 0);
    Arrays.fill(forceY, 0);
    double normaliser = addRepulsion(forceX, forceY);
    for (int point = 0; point < size; point++) {
      forceX[point] *= 4 / normaliser;
      forceY[point] *= 4 / normaliser;
    }
    for (int point = 0; point < size; point++) {
      for (int index = 0; index < neighbours[point].length; index++) {
        int other = neighbours[point][index];
        double offX = x[other] - x[point];
        double offY = y[other] - y[point];
        double probability = attraction[point][index] / (2.0 * size);
        double pull = 4 * exaggeration * probability / (1 + offX * offX + offY * offY);
        forceX[point] += pull * offX;
        forceY[point] += pull * offY;
        forceX[other] -= pull * offX;
        forceY[other] -= pull * offY;
      }
    }
  }

  /** Adds the repulsive forces of all pairs, times the sum of similarities that is returned. */
  private double addRepulsion(double[] forceX, double[] forceY) {
    double normaliser = 0;
    for (int point = 0; point < size; point++) {
      double ownX = 0;
      double ownY = 0;
      for (int other = 0; other < point; other++) {
        double offX = x[point] - x[other];
        double offY = y[point] - y[other];
        double closeness = 1 / (1 + offX * offX + offY * offY);
        normaliser += 2 * closeness;
        double push = closeness * closeness;
        ownX += push * offX;
        ownY += push * offY;
        forceX[other] -= push * offX;
        forceY[other] -= push * offY;
      }
      forceX[point] += ownX;
      forceY[point] += ownY;
    }
    return Math.max(normaliser, 1e-9);
  }

  /** The share of each point's nearest vectors that are among its nearest points in the plane. */
  double neighbourPreservation(double[][] positions) {
    int maxNeighbours = Math.min(10, size - 1);
    if (maxNeighbours < 1) {
      return 1;
    }
    long kept = 0;
    for (int point = 0; point < size; point++) {
      TopRows nearest = new TopRows(maxNeighbours);
      for (int other = 0; other < size; other++) {
        if (other != point) {
          double offX = positions[point][0] - positions[other][0];
          double offY = positions[point][1] - positions[other][1];
          nearest.offer(other, (float) -(offX * offX + offY * offY));
        }
      }
      int[] near = Arrays.copyOf(neighbours[point], maxNeighbours);
      kept +=
          Arrays.stream(nearest.rows())
              .filter(row -> Arrays.stream(near).anyMatch(own -> own == row))
              .count();
    }
    return (double) kept / ((long) size * maxNeighbours);
  }
}

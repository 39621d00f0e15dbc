package io.kuayu.benchmarks;

import io.kuayu.core.Seed;
import io.kuayu.engine.vector.ExactIndex;
import io.kuayu.engine.vector.HnswIndex;
import io.kuayu.engine.vector.Neighbour;
import io.kuayu.engine.vector.VectorIndex;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The top 100 of many vectors on one thread: {@code VectorBenchmark [vectors] [dimension] [exact]}.
 * The vectors are drawn around a thousand centres, as items lie around themes; questions are drawn
 * likewise. With {@code exact}, no graph is built.
 */
public final class VectorBenchmark {
  private static final int CENTRES = 1_000;
  private static final float SPREAD = .6f;
  private static final int QUESTIONS = 300;
  private static final int TOP = 100;

  private VectorBenchmark() {}

  /** Prints a line for each index. */
  public static void main(String[] arguments) {
    int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int dimension = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
    float[] centres = new float[CENTRES * dimension];
    fill(new Seed(1).random(), centres);
    float[] values = new float[Math.multiplyExact(size, dimension)];
    SplittableRandom random = new Seed(2).random();
    for (int row = 0; row < size; row++) {
      draw(random, centres, values, row, dimension);
    }
    float[] questions = new float[QUESTIONS * dimension];
    for (int row = 0; row < QUESTIONS; row++) {
      draw(random, centres, questions, row, dimension);
    }
    ExactIndex.Source source =
        (row, target) -> System.arraycopy(values, row * dimension, target, 0, dimension);
    long begin = System.nanoTime();
    VectorIndex exact = ExactIndex.of(size, dimension, source);
    System.out.printf(Locale.ROOT, "exact: laid out in %.1f s%n", seconds(begin));
    Neighbour[][] truth = measure("exact", exact, questions, dimension);
    if (arguments.length > 2) {
      return;
    }
    begin = System.nanoTime();
    VectorIndex graph = HnswIndex.of(size, dimension, source, new Seed(3));
    System.out.printf(Locale.ROOT, "hnsw: built in %.1f s%n", seconds(begin));
    Neighbour[][] found = measure("hnsw", graph, questions, dimension);
    double hits = 0;
    for (int question = 0; question < QUESTIONS; question++) {
      Set<Integer> rows = new HashSet<>();
      Arrays.stream(truth[question]).forEach(near -> rows.add(near.row()));
      hits += Arrays.stream(found[question]).filter(near -> rows.contains(near.row())).count();
    }
    System.out.printf(Locale.ROOT, "hnsw: recall@%d %.4f%n", TOP, hits / QUESTIONS / TOP);
  }

  private static Neighbour[][] measure(
      String name, VectorIndex index, float[] questions, int dimension) {
    Neighbour[][] answers = new Neighbour[QUESTIONS][];
    double[] millis = new double[QUESTIONS];
    double[] processor = new double[QUESTIONS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < 2; round++) {
      for (int question = 0; question < QUESTIONS; question++) {
        float[] vector =
            Arrays.copyOfRange(questions, question * dimension, (question + 1) * dimension);
        long used = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        answers[question] = index.search(vector, TOP, row -> true);
        millis[question] = 1e3 * seconds(begin);
        processor[question] = (threads.getCurrentThreadCpuTime() - used) / 1e6;
      }
    }
    Arrays.sort(millis);
    Arrays.sort(processor);
    System.out.printf(
        Locale.ROOT,
        "%s: %d vectors of %d, top %d: p50 %.2f ms, p99 %.2f ms; processor time p50 %.2f ms, p99"
            + " %.2f ms%n",
        name,
        index.size(),
        dimension,
        TOP,
        millis[QUESTIONS / 2],
        millis[QUESTIONS * 99 / 100],
        processor[QUESTIONS / 2],
        processor[QUESTIONS * 99 / 100]);
    return answers;
  }

  private static void draw(
      SplittableRandom random, float[] centres, float[] values, int row, int dimension) {
    int centre = random.nextInt(CENTRES) * dimension;
    double length = 0;
    for (int axis = 0; axis < dimension; axis++) {
      float value = centres[centre + axis] + SPREAD * (float) random.nextGaussian();
      values[row * dimension + axis] = value;
      length += value * value;
    }
    for (int axis = 0; axis < dimension; axis++) {
      values[row * dimension + axis] /= (float) Math.sqrt(length);
    }
  }

  private static void fill(SplittableRandom random, float[] values) {
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextGaussian();
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}

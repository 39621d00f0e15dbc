package io.kuayu.engine.vector;

import io.kuayu.core.Seed;
import java.lang.System.Logger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;

/**
 * An index of many vectors. It searches exactly until a graph has been built in the background. The
 * graph's recall is measured and logged before the graph is used; a graph with too low a recall is
 * discarded.
 */
final class BackgroundHnswIndex implements VectorIndex {
  private static final Logger LOG = System.getLogger(BackgroundHnswIndex.class.getName());
  private static final int QUERIES = 100;
  private static final int TOP = 100;
  private static final double MIN_RECALL = .95;

  private final ExactIndex exact;
  private final Seed seed;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile VectorIndex current;

  private BackgroundHnswIndex(ExactIndex exact, Seed seed) {
    this.exact = exact;
    this.seed = seed;
    this.current = exact;
  }

  /** Starts the build; the vectors must be of length 1 or 0. */
  static BackgroundHnswIndex over(ExactIndex exact, Seed seed) {
    BackgroundHnswIndex index = new BackgroundHnswIndex(exact, seed);
    Thread builder = new Thread(index::build, "graph of vectors");
    builder.setDaemon(true);
    builder.start();
    return index;
  }

  private void build() {
    try {
      long begin = System.nanoTime();
      HnswIndex graph = HnswIndex.of(exact.size(), exact.dimension(), exact::copy, seed);
      double recall = recall(graph);
      if (recall >= MIN_RECALL) {
        current = graph;
      }
      LOG.log(
          Logger.Level.INFO,
          "graph of {0} vectors built in {1} s, recall@{2} {3}: {4}",
          exact.size(),
          (System.nanoTime() - begin) / 1_000_000_000,
          TOP,
          recall,
          recall >= MIN_RECALL ? "answers from now on" : "too low, search stays exact");
      done.complete(null);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.log(Logger.Level.WARNING, "no graph of vectors, search stays exact", e);
      done.completeExceptionally(e);
    }
  }

  /** The recall of the graph for some of its own vectors. */
  private double recall(HnswIndex graph) {
    float[] query = new float[exact.dimension()];
    long hits = 0;
    long all = 0;
    for (int n = 0; n < Math.min(QUERIES, exact.size()); n++) {
      exact.copy((int) ((long) n * exact.size() / QUERIES), query);
      Set<Integer> rows = new HashSet<>();
      for (Neighbour near : exact.search(query, TOP, row -> true)) {
        rows.add(near.row());
      }
      all += rows.size();
      hits +=
          Arrays.stream(graph.search(query, TOP, row -> true))
              .filter(near -> rows.contains(near.row()))
              .count();
    }
    return all == 0 ? 1 : (double) hits / all;
  }

  /** Completes when the graph is in use or has been discarded. */
  CompletableFuture<Void> done() {
    return done;
  }

  boolean isGraph() {
    return current instanceof HnswIndex;
  }

  @Override
  public int size() {
    return exact.size();
  }

  @Override
  public Neighbour[] search(float[] vector, int count, IntPredicate accepts) {
    return current.search(vector, count, accepts);
  }

  @Override
  public Optional<VectorIndex> updated(int newSize, BitSet changedRows, ExactIndex.Source source) {
    return DeltaIndex.over(this, newSize, exact.dimension(), changedRows.get(0, size()), source);
  }
}

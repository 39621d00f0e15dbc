package io.kuayu.engine.vector;

import io.kuayu.core.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Approximate search in an HNSW graph, which visits few vectors (Malkov and Yashunin, TPAMI 2020),
 * by Lucene's implementation, in memory. Finds nearly all of the best; {@code VectorBenchmark}
 * measures the recall. Building it takes a few minutes per million vectors.
 */
public final class HnswIndex implements VectorIndex {
  private static final int CONNECTIONS = 16;
  private static final int BEAM = 100;

  /** Candidates kept during the search: per requested neighbour, and at least. */
  private static final int WIDTH = 2;

  private static final int MIN_WIDTH = 100;

  private final FloatVectorValues vectors;
  private final OnHeapHnswGraph graph;

  private HnswIndex(FloatVectorValues vectors, OnHeapHnswGraph graph) {
    this.vectors = vectors;
    this.graph = graph;
  }

  /** Builds the graph on one thread; the vectors are copied and must be of length 1. */
  public static HnswIndex of(int size, int dimension, ExactIndex.Source source, Seed seed) {
    List<float[]> rows = new ArrayList<>(size);
    for (int row = 0; row < size; row++) {
      float[] vector = new float[dimension];
      source.read(row, vector);
      rows.add(vector);
    }
    FloatVectorValues vectors = FloatVectorValues.fromFloats(rows, dimension);
    try {
      HnswGraphBuilder builder =
          HnswGraphBuilder.create(
              DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorerSupplier(
                  VectorSimilarityFunction.DOT_PRODUCT, vectors),
              CONNECTIONS,
              BEAM,
              seed.derive("hnsw").value());
      return new HnswIndex(vectors, builder.build(size));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public Neighbour[] search(float[] vector, int count, IntPredicate accepts) {
    if (count < 1 || size() == 0) {
      return new Neighbour[0];
    }
    int width = Math.min(size(), Math.max(MIN_WIDTH, WIDTH * count));
    try {
      RandomVectorScorer scorer =
          DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorer(
              VectorSimilarityFunction.DOT_PRODUCT, vectors.copy(), vector);
      KnnCollector found =
          HnswGraphSearcher.search(scorer, width, graph, new Accepted(accepts, size()), size());
      // Lucene's score of a product p is (1 + p) / 2.
      return Arrays.stream(found.topDocs().scoreDocs)
          .limit(count)
          .map(hit -> new Neighbour(hit.doc, 2 * hit.score - 1))
          .toArray(Neighbour[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Accepted(IntPredicate rows, int length) implements Bits {
    @Override
    public boolean get(int index) {
      return rows.test(index);
    }
  }
}

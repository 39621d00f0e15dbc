package io.kuayu.models.text;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The texts of all items as tensors of a bundle, in the order of the catalogue. */
@SuppressWarnings("ArrayRecordComponent") // Read at once and not kept.
record SavedTexts(Catalogue catalogue, DomainTexts[] domains) {
  private static final String VECTORS = "vectors";
  private static final String PRESENT = "present";
  private static final String WORDS = "words";
  private static final String WORD_COUNTS = "word-counts";
  private static final String HUBS = "hubs";

  void save(ModelWriter out, TextSimilarity texts, int dimension) {
    int size = catalogue.size();
    float[] vectors = new float[ArraySize.product("numbers of the text vectors", size, dimension)];
    int[] present = new int[size];
    for (int item = 0; item < size; item++) {
      present[item] = domain(item).has(catalogue.positionOf(item)) ? 1 : 0;
      domain(item).copy(catalogue.positionOf(item), vectors, item * dimension);
    }
    out.floats(VECTORS, vectors, size, dimension);
    out.ints(PRESENT, present, size);
    if (texts.readsWords()) {
      int[][] words = new int[size][];
      Arrays.setAll(words, item -> domain(item).words(catalogue.positionOf(item)).words());
      int[] all = Arrays.stream(words).flatMapToInt(Arrays::stream).toArray();
      out.ints(WORD_COUNTS, Arrays.stream(words).mapToInt(row -> row.length).toArray(), size);
      out.ints(WORDS, all, all.length);
    }
    if (texts.correctsHubs()) {
      float[] hubs = new float[size];
      for (int item = 0; item < size; item++) {
        hubs[item] = domain(item).hubness(catalogue.positionOf(item));
      }
      out.floats(HUBS, hubs, size);
    }
  }

  private DomainTexts domain(int item) {
    return domains[catalogue.domainOf(item)];
  }

  static ContentVectors vectors(ModelReader in, int dimension) {
    int[] marks = in.ints(PRESENT);
    boolean[] present = new boolean[marks.length];
    for (int item = 0; item < marks.length; item++) {
      present[item] = marks[item] != 0;
    }
    return new ContentVectors(in.floats(VECTORS), dimension, present);
  }

  static WordVector[] words(ModelReader in, Vocabulary vocabulary) {
    int[] counts = in.ints(WORD_COUNTS);
    int[] all = in.ints(WORDS);
    int[] ends = counts.clone();
    Arrays.parallelPrefix(ends, Integer::sum);
    return IntStream.range(0, counts.length)
        .mapToObj(
            item ->
                vocabulary.vector(Arrays.copyOfRange(all, ends[item] - counts[item], ends[item])))
        .toArray(WordVector[]::new);
  }

  static float[] hubs(ModelReader in) {
    return in.floats(HUBS);
  }
}

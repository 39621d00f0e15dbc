package io.kuayu.models.text;

import io.kuayu.core.Item;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.models.content.WordSplitter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words that at least two texts share, and how much each tells: the logarithm of the inverse
 * share of texts that hold it (Spärck Jones, "A Statistical Interpretation of Term Specificity",
 * 1972). Words are kept as hashes of 32 bits; two that collide count as one.
 */
final class Vocabulary {
  /** No words at all. */
  static final Vocabulary NONE = new Vocabulary(new int[0], new float[0]);

  /** Of a longer text the first words are read, about as far as an encoder reads. */
  private static final int MAX_WORDS = 64;

  private static final String HASHES = "word-hashes";
  private static final String WEIGHTS = "word-weights";

  private final int[] hashes;
  private final float[] weights;

  /**
   * @param hashes of the words, ascending
   */
  private Vocabulary(int[] hashes, float[] weights) {
    this.hashes = hashes;
    this.weights = weights;
  }

  /** Counts the words of some items. Costs one pass over their texts. */
  static Vocabulary of(List<Item> items) {
    Map<Integer, Integer> texts = new TreeMap<>();
    int size = 0;
    for (Item item : items) {
      int[] words = hashes(item);
      size += words.length > 0 ? 1 : 0;
      for (int word : words) {
        texts.merge(word, 1, Integer::sum);
      }
    }
    int all = size;
    texts.values().removeIf(count -> count < 2 || count == all);
    int[] hashes = new int[texts.size()];
    float[] weights = new float[hashes.length];
    int word = 0;
    for (Map.Entry<Integer, Integer> entry : texts.entrySet()) {
      hashes[word] = entry.getKey();
      weights[word++] = (float) Math.log((double) all / entry.getValue());
    }
    return new Vocabulary(hashes, weights);
  }

  /** Number of words. */
  int size() {
    return hashes.length;
  }

  /** The known words of an item. */
  WordVector vector(Item item) {
    return vector(
        Arrays.stream(hashes(item))
            .map(hash -> Arrays.binarySearch(hashes, hash))
            .filter(word -> word >= 0)
            .sorted()
            .toArray());
  }

  /**
   * The vector of some words.
   *
   * @param words their numbers, ascending and distinct
   */
  WordVector vector(int[] words) {
    float[] own = new float[words.length];
    double square = 0;
    for (int index = 0; index < words.length; index++) {
      own[index] = weights[words[index]];
      square += (double) own[index] * own[index];
    }
    for (int index = 0; index < words.length; index++) {
      own[index] /= (float) Math.sqrt(square);
    }
    return new WordVector(words, own);
  }

  void save(ModelWriter out) {
    out.ints(HASHES, hashes, hashes.length);
    out.floats(WEIGHTS, weights, weights.length);
  }

  static Vocabulary load(ModelReader in) {
    return new Vocabulary(in.ints(HASHES), in.floats(WEIGHTS));
  }

  private static int[] hashes(Item item) {
    return WordSplitter.words(item).stream()
        .limit(MAX_WORDS)
        .mapToInt(WordSplitter::hash)
        .distinct()
        .toArray();
  }
}

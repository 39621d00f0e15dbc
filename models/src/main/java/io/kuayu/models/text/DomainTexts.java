package io.kuayu.models.text;

import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;

/** The texts of one domain's items by position: vectors, words and how much of a hub each is. */
final class DomainTexts {
  static final int TILE = DomainVectors.TILE;

  private final TextSimilarity how;
  private final int vocabulary;
  private final DomainVectors vectors;
  private final WordIndex words;
  private final Hubs hubs;

  private DomainTexts(
      TextSimilarity how, int vocabulary, DomainVectors vectors, WordIndex words, Hubs hubs) {
    this.how = how;
    this.vocabulary = vocabulary;
    this.vectors = vectors;
    this.words = words;
    this.hubs = hubs;
  }

  /**
   * Lays out the texts of some items, without hubs.
   *
   * @param vocabulary number of words
   * @param vectors of all items
   * @param words of all items by ordinal; empty where words are not compared
   * @param items which of them, in the order of their positions
   */
  static DomainTexts of(
      TextSimilarity how, int vocabulary, ContentVectors vectors, WordVector[] words, int[] items) {
    WordVector[] rows =
        how.readsWords()
            ? Arrays.stream(items).mapToObj(item -> words[item]).toArray(WordVector[]::new)
            : new WordVector[0];
    return new DomainTexts(
        how,
        vocabulary,
        DomainVectors.of(vectors, items),
        WordIndex.of(rows, vocabulary),
        Hubs.NONE);
  }

  static DomainTexts empty(TextSimilarity how, int vocabulary, int dimension) {
    return new DomainTexts(
        how,
        vocabulary,
        DomainVectors.empty(dimension),
        WordIndex.of(new WordVector[0], vocabulary),
        Hubs.NONE);
  }

  /** The same with hubs found among the first items, where they are corrected. */
  DomainTexts withHubs(int items) {
    return how.correctsHubs() ? with(Hubs.find(this, items, how)) : this;
  }

  /** The same with hubs that are known for the first items; those of later ones are found. */
  DomainTexts withHubs(float[] known, int items) {
    return how.correctsHubs() ? with(Hubs.of(this, known, how).grown(this, items, how)) : this;
  }

  private DomainTexts with(Hubs found) {
    return new DomainTexts(how, vocabulary, vectors, words, found);
  }

  /**
   * A copy with room for more items and some texts that are new or others now.
   *
   * @param items in the domain then
   * @param positions which texts are set
   * @param rows of the read vectors and words, one a position
   */
  DomainTexts over(
      int items, int[] positions, int[] rows, ContentVectors read, WordVector[] readWords) {
    DomainVectors grown = vectors.grown(items);
    WordVector[] own = how.readsWords() ? words.rows(items) : new WordVector[0];
    for (int index = 0; index < rows.length; index++) {
      grown.set(positions[index], read, rows[index]);
      if (how.readsWords()) {
        own[positions[index]] = readWords[rows[index]];
      }
    }
    DomainTexts later =
        new DomainTexts(how, vocabulary, grown, WordIndex.of(own, vocabulary), hubs);
    return how.correctsHubs() ? later.with(hubs.over(later, items, positions, how)) : later;
  }

  int tiles() {
    return vectors.tiles();
  }

  boolean has(int position) {
    return vectors.has(position);
  }

  ItemText text(int position) {
    return new ItemText(vectors.vector(position), words(position));
  }

  WordVector words(int position) {
    return how.readsWords() ? words.row(position) : WordVector.NONE;
  }

  void copy(int position, float[] target, int to) {
    vectors.copy(position, target, to);
  }

  /** How near an item is to its nearest neighbours; 0 where hubs are not corrected. */
  float hubness(int position) {
    return hubs.of(position);
  }

  /** What an item's score is lowered by. */
  float handicap(int position) {
    return (float) how.hubness() * hubs.of(position);
  }

  /**
   * The similarities of some texts to each item of a tile.
   *
   * @param similarities written, {@code [texts][TILE]}
   */
  void similarities(int tile, ItemText[] texts, float[][] similarities) {
    float[][] rows = new float[texts.length][];
    Arrays.setAll(rows, index -> texts[index].vector());
    vectors.products(tile, rows, similarities);
    if (how.readsWords()) {
      float vectorShare = (float) (1 - how.wordShare());
      for (int index = 0; index < texts.length; index++) {
        float[] sums = similarities[index];
        for (int item = 0; item < sums.length; item++) {
          sums[item] *= vectorShare;
        }
        words.add(texts[index].words(), tile * TILE, (float) how.wordShare(), sums);
      }
    }
  }
}

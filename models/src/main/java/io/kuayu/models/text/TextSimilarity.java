package io.kuayu.models.text;

import io.kuayu.core.settings.Settings;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;

/**
 * How two texts are compared: {@code (1 - wordShare) · cosine of vectors + wordShare · cosine of
 * words}. Encoders bring together what means the same; names, series and makers stand in words.
 *
 * @param wordShare from 0, vectors alone, to 1, words alone
 * @param hubness how much of an item's similarity to its nearest neighbours is taken off its score.
 *     In spaces of many dimensions some items are near to all others (Radovanović et al., "Hubs in
 *     Space", JMLR 2010); this is the correction of Conneau et al. (CSLS, arXiv 1710.04087) with a
 *     factor
 */
record TextSimilarity(double wordShare, double hubness) {
  static final TextSimilarity DEFAULT = new TextSimilarity(0, 0);

  private static final String WORD_SHARE = "word-share";
  private static final String HUBNESS = "hubness";

  static TextSimilarity read(Settings settings) {
    return new TextSimilarity(
        settings.decimal(WORD_SHARE, DEFAULT.wordShare, 0, 1),
        settings.decimal(HUBNESS, DEFAULT.hubness, 0, 1));
  }

  boolean readsWords() {
    return wordShare > 0;
  }

  boolean correctsHubs() {
    return hubness > 0;
  }

  void save(ModelWriter out) {
    if (readsWords()) {
      out.property(WORD_SHARE, Double.toString(wordShare));
    }
    if (correctsHubs()) {
      out.property(HUBNESS, Double.toString(hubness));
    }
  }

  static TextSimilarity load(ModelReader in) {
    return new TextSimilarity(
        in.findProperty(WORD_SHARE).map(Double::parseDouble).orElse(0.0),
        in.findProperty(HUBNESS).map(Double::parseDouble).orElse(0.0));
  }
}

package io.kuayu.encoders.onnx;

import io.kuayu.core.Catalogue;

/**
 * Whether the text of a catalogue is mostly Chinese. A Chinese word has about two letters and an
 * English one about five: where half of the words are Chinese, three letters in ten are.
 */
final class ChineseShare {
  private static final double MIN_SHARE = 0.3;
  private static final int MAX_LETTERS = 200_000;

  private ChineseShare() {}

  static boolean isChinese(Catalogue catalogue) {
    long letters = 0;
    long han = 0;
    for (int item = 0; item < catalogue.size() && letters < MAX_LETTERS; item++) {
      String text = catalogue.item(item).text();
      for (int index = 0; index < text.length(); ) {
        int letter = text.codePointAt(index);
        index += Character.charCount(letter);
        if (Character.isLetter(letter)) {
          letters++;
          if (Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN) {
            han++;
          }
        }
      }
    }
    return han > letters * MIN_SHARE;
  }
}

package io.kuayu.models.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits texts into words, without a dictionary. */
public final class WordSplitter {
  private WordSplitter() {}

  /** Runs of letters and digits in lower case; pairs of characters for scripts without spaces. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    StringBuilder dense = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            point -> {
              boolean spaceless = spaceless(point);
              if (!spaceless) {
                endDense(dense, words);
              }
              if (spaceless || !Character.isLetterOrDigit(point)) {
                endRun(run, words);
              }
              if (spaceless) {
                dense.appendCodePoint(point);
              } else if (Character.isLetterOrDigit(point)) {
                run.appendCodePoint(point);
              }
            });
    endRun(run, words);
    endDense(dense, words);
    return words;
  }

  private static boolean spaceless(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static void endRun(StringBuilder run, List<String> words) {
    if (!run.isEmpty()) {
      words.add(run.toString());
      run.setLength(0);
    }
  }

  private static void endDense(StringBuilder dense, List<String> words) {
    int[] points = dense.codePoints().toArray();
    if (points.length == 1) {
      words.add(dense.toString());
    }
    for (int index = 0; index + 1 < points.length; index++) {
      words.add(new String(points, index, 2));
    }
    dense.setLength(0);
  }
}

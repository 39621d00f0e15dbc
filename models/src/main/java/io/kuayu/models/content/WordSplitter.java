package io.kuayu.models.content;

import io.kuayu.core.Item;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.ContentReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits texts into words, without a dictionary. */
public final class WordSplitter {
  private WordSplitter() {}

  /** The words of an item's text; none without a text. */
  public static List<String> words(Item item) {
    return words(item.content(Modality.TEXT).map(ContentReader::text).orElse(""));
  }

  /** FNV-1a of a word, the same on every machine. */
  public static int hash(String word) {
    int hash = 0x811c9dc5;
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return hash;
  }

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

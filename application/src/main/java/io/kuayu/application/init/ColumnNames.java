package io.kuayu.application.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Tells from the name of a column what it may stand for: English, Chinese and German names. */
final class ColumnNames {
  /** From here on a name decides by itself. */
  static final double LIKELY = 0.6;

  /** From here on a name counts where nothing else speaks against it. */
  static final double POSSIBLE = 0.35;

  private static final ColumnNames USUAL = read();

  /** What a name loses before it is looked up, so that {@code user_id} is a user. */
  private static final String ENDINGS =
      "(ids?|uuid|guid|nr|no|num|number|nummer|code|key|编号|编码|代码|标识|号|id号)$";

  /** The last step of a path that tells the language of a text: {@code name.en-US}. */
  private static final String LANGUAGE = "\\.[a-z]{2}([-_][A-Za-z]{2})?$";

  private static final double EXACT = 1;
  private static final double LAST_WORD = 0.7;
  private static final double ANY_WORD = 0.4;
  private static final double STEP = 0.0005;

  private final Map<ColumnMeaning, List<String>> names;

  private ColumnNames(Map<ColumnMeaning, List<String>> names) {
    this.names = names;
  }

  static ColumnNames usual() {
    return USUAL;
  }

  private static ColumnNames read() {
    Map<ColumnMeaning, List<String>> names = new EnumMap<>(ColumnMeaning.class);
    try (InputStream in =
        Objects.requireNonNull(ColumnNames.class.getResourceAsStream("column-names.txt"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0 && !line.startsWith("#")) {
          List<String> known =
              Arrays.stream(line.substring(colon + 1).strip().split("\\s+", -1))
                  .map(ColumnNames::plain)
                  .toList();
          names.put(ColumnMeaning.named(line.substring(0, colon)), known);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ColumnNames(names);
  }

  /** How well a name fits, from 0 to 1; of two that fit alike, the more usual one is ahead. */
  double fit(String written, ColumnMeaning meaning) {
    String column = written.replaceFirst(LANGUAGE, "");
    List<String> known = names.getOrDefault(meaning, List.of());
    List<String> words = words(column);
    double best = fit(plain(column), known, EXACT);
    if (!words.isEmpty()) {
      String last = column.substring(column.lastIndexOf('.') + 1);
      best = Math.max(best, fit(plain(last), known, column.equals(last) ? EXACT : LAST_WORD + 0.1));
      best = Math.max(best, fit(words.getLast(), known, LAST_WORD));
      for (String word : words) {
        best = Math.max(best, fit(word, known, ANY_WORD));
      }
    }
    return best;
  }

  /** The meaning that a whole name has, not only a word of it; of several, the first. */
  boolean isExactly(String column, ColumnMeaning meaning) {
    return fit(column, meaning) > LAST_WORD + 0.05;
  }

  private static double fit(String plain, List<String> known, double weight) {
    int at = known.indexOf(plain);
    if (at < 0) {
      String stem = plain.replaceFirst(ENDINGS, "");
      at = stem.isEmpty() ? -1 : known.indexOf(stem);
    }
    return at < 0 ? 0 : weight - STEP * at;
  }

  /** Whether a name is that of ids of whatever the file is about. */
  static boolean isPlainId(String column) {
    String last = plain(column.substring(column.lastIndexOf('.') + 1));
    return last.matches("id|uuid|guid|code|key|nr|no|nummer|编号|编码|代码|序号|url|slug");
  }

  /** Whether a name ends like that of ids. */
  static boolean endsLikeId(String column) {
    List<String> words = words(column);
    return (!words.isEmpty() && words.getLast().matches("ids?|uuid|guid|nr|nummer|no"))
        || column.matches(".*(编号|编码|代码|号|ID|Id)");
  }

  /** A name without case, accents and signs. */
  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** The words of a name: {@code billingEmail}, {@code billing_email} and {@code Billing Email}. */
  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word :
        name.replaceAll("(\\p{Ll}|\\p{N})(\\p{Lu})", "$1 $2").split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(plain(word));
      }
    }
    boolean id = words.size() > 1 && words.getLast().matches(ENDINGS);
    if (id) {
      // What an id is of tells more than that it is one.
      String ending = words.removeLast();
      words.add(words.removeLast() + ending);
    }
    return words;
  }
}

package io.kuayu.corpus.staging;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.settings.VectorColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vectors that the rows of a source hold: a JSON array, or numbers separated by commas,
 * semicolons or white space, with or without brackets. All vectors of a modality have as many
 * numbers as the first one.
 */
final class VectorImport {
  /** What is done about a vector that cannot be used. */
  static final String ACTION = "kept without it: it counts as absent";

  private static final int MAX_NUMBERS = 16_384;
  private static final String PREFIX = "vector-";
  private static final String SEPARATORS = "[]()<>,; \t\r\n";

  private final VectorColumns columns;
  private final Map<Modality, Integer> lengths;

  /**
   * @param lengths of the vectors of each modality in all sources; filled
   */
  VectorImport(VectorColumns columns, Map<Modality, Integer> lengths) {
    this.columns = columns;
    this.lengths = lengths;
  }

  /** The rule that a vector of a modality breaks which cannot be used. */
  static String rule(Modality modality) {
    return "unusable-" + modality.lowerCase() + "-vector";
  }

  /** Chooses the columns. */
  void choose(SourceTable rows) {
    for (Modality modality : Modality.values()) {
      ColumnReference column = columns.columns().get(modality);
      if (column != null) {
        rows.choose(PREFIX + modality.lowerCase(), column);
      }
    }
  }

  /** The vectors that a row holds. */
  List<Content> read(ResultSet row, MediaImport.Findings findings) throws SQLException {
    List<Content> contents = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      if (!columns.columns().containsKey(modality)) {
        continue;
      }
      String cell = row.getString(PREFIX + modality.lowerCase());
      if (cell != null && !cell.isBlank()) {
        try {
          contents.add(
              new Content(modality, new ContentSource.InlineVector(vector(cell, modality))));
        } catch (IllegalArgumentException e) {
          findings.add(rule(modality), problem(e.getMessage()));
        }
      }
    }
    return contents;
  }

  private static String problem(@Nullable String message) {
    return message == null ? "is no vector" : message;
  }

  private float[] vector(String cell, Modality modality) {
    StringTokenizer tokens = new StringTokenizer(cell, SEPARATORS);
    int count = tokens.countTokens();
    if (count == 0 || count > MAX_NUMBERS) {
      throw new IllegalArgumentException(count + " numbers, and a vector has 1 to " + MAX_NUMBERS);
    }
    float[] vector = new float[count];
    boolean isZero = true;
    for (int n = 0; n < count; n++) {
      String token = tokens.nextToken();
      vector[n] = number(token);
      if (!Float.isFinite(vector[n])) {
        throw new IllegalArgumentException(token + " is no finite number");
      }
      isZero &= vector[n] == 0;
    }
    if (isZero) {
      throw new IllegalArgumentException("all numbers are 0");
    }
    int length = lengths.computeIfAbsent(modality, ignored -> count);
    if (count != length) {
      throw new IllegalArgumentException(count + " numbers, and the first vector has " + length);
    }
    return vector;
  }

  private static float number(String token) {
    try {
      return Float.parseFloat(token);
    } catch (NumberFormatException e) {
      String shown = token.length() > 20 ? token.substring(0, 20) + "…" : token;
      throw new IllegalArgumentException("'" + shown + "' is no number", e);
    }
  }
}

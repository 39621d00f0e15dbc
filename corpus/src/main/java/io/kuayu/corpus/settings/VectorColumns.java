package io.kuayu.corpus.settings;

import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The columns of items that hold vectors, which stand for the contents of a modality as if an
 * encoder had made them.
 *
 * @param columns by modality
 */
public record VectorColumns(Map<Modality, ColumnReference> columns) {
  private static final String KEY = "vectors";

  public VectorColumns {
    columns = Map.copyOf(columns);
  }

  static VectorColumns read(Settings block) {
    Settings named = block.at(KEY);
    Map<Modality, ColumnReference> columns = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      ColumnReference.read(named, modality.lowerCase())
          .ifPresent(column -> columns.put(modality, column));
    }
    return new VectorColumns(columns);
  }

  /** Whether a column is named. */
  public boolean areNamed() {
    return !columns.isEmpty();
  }

  Map<String, Object> described() {
    Map<String, Object> named = new LinkedHashMap<>();
    for (Modality modality : Modality.values()) {
      ColumnReference column = columns.get(modality);
      if (column != null) {
        named.put(modality.lowerCase(), column.column());
      }
    }
    return named.isEmpty() ? Map.of() : Map.of(KEY, named);
  }
}

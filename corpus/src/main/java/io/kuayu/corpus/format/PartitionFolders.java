package io.kuayu.corpus.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Columns that the names of folders give, as Hive writes them: {@code day=2025-01-01}. */
public final class PartitionFolders {
  private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

  private PartitionFolders() {}

  /** The values by column that the folders of a file give, the outermost first. */
  public static Map<String, String> of(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Path folder : Optional.ofNullable(file.getParent()).orElse(Path.of(""))) {
      String name = folder.toString();
      int equals = name.indexOf('=');
      String value = name.substring(equals + 1);
      if (equals > 0 && !value.equals(NOTHING)) {
        values.put(name.substring(0, equals), decoded(value));
      }
    }
    return values;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}

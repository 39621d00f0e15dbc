package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.source.RowSource;
import io.kuayu.corpus.source.SourceProvider;
import io.kuayu.corpus.source.SourceReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file that tells who is who, one user a row.
 *
 * @param source the file
 * @param person the column of the name that a user has everywhere
 * @param columns for each domain the column of the user's id in it
 */
public record UserMappingSettings(
    SourceReference<RowSource> source,
    ColumnReference person,
    Map<String, ColumnReference> columns) {
  public UserMappingSettings {
    columns = Map.copyOf(columns);
  }

  static Optional<UserMappingSettings> read(Settings root, Path base, List<String> domains) {
    if (!root.has("users")) {
      return Optional.empty();
    }
    Settings block = root.at("users");
    Map<String, ColumnReference> columns = new LinkedHashMap<>();
    for (String domain : domains) {
      ColumnReference.read(block, domain).ifPresent(named -> columns.put(domain, named));
    }
    if (columns.isEmpty()) {
      root.problem("users", "names no column of a domain", "write DOMAIN: COLUMN for each domain");
    }
    return Optional.of(
        new UserMappingSettings(
            new SourceReference<>(
                SourceProvider.DEFAULT_KIND, block.where("path"), FileSource.read(block, base)),
            new ColumnReference(block.required("person"), block.where("person")),
            columns));
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(source.described());
    described.put("person", person.column());
    columns.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> described.put("of " + entry.getKey(), entry.getValue().column()));
    return described;
  }
}
